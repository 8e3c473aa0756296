import NIOHTTP1
import SellerModel

/// The operations that a connection's own thread answers, without the router: the two strict reads
/// that other systems ask for before everything they do.
///
/// Only plain requests that succeed are answered so; everything else goes the ordinary way and is
/// answered there, by the same rows of the operation table.
enum DirectOperation: CaseIterable, Sendable {
    case evaluate
    case whoAmI

    /// Its row in the operation table.
    var name: OperationName {
        switch self {
        case .evaluate: .accessEvaluate
        case .whoAmI: .sessionView
        }
    }

    /// The kind of token that its callers show.
    var tokenKind: TokenKind {
        switch self {
        case .evaluate: .service
        case .whoAmI: .session
        }
    }
}

/// A request's head that can be answered directly.
struct DirectHead: Sendable {
    let operation: DirectOperation
    /// The value of the header that holds the bearer token, of the right kind by its prefix.
    let authorization: String
    /// The caller's own id of the request, where the operation gives it back.
    let requestID: String?
    /// Whether a body is announced, which is short enough.
    let hasBody: Bool

    /// What stands before the token. Source: RFC 6750 §2.1.
    static let scheme = "Bearer "

    /// The bearer token.
    var token: Substring { Substring(authorization.utf8.dropFirst(Self.scheme.utf8.count)) }

    /// Nil for what goes the ordinary way: another operation, a credential that is missing or looks
    /// odd, and whatever asks for more than the plain answer.
    init?(_ head: HTTPRequestHead, paths: DirectPaths) {
        guard head.version == .http1_1, let operation = paths.operation(head),
            let headers = Headers(head.headers, operation),
            let authorization = headers.authorization
        else { return nil }
        switch operation {
        case .evaluate: guard headers.isJSON, headers.length > 0 else { return nil }
        case .whoAmI: guard headers.length == 0 else { return nil }
        }
        self.operation = operation
        self.authorization = authorization
        requestID = headers.requestID
        hasBody = headers.length > 0
    }
}

/// Where the direct operations are, by the operation table.
struct DirectPaths: Sendable {
    private let rows: [(method: HTTPMethod, path: String, operation: DirectOperation)]

    init() {
        rows = DirectOperation.allCases.compactMap { operation in
            OperationCatalogue.row(operation.name).map { row in
                (HTTPMethod(rawValue: row.verb.rawValue), row.path, operation)
            }
        }
    }

    fileprivate func operation(_ head: HTTPRequestHead) -> DirectOperation? {
        for row in rows where row.path == head.uri && row.method == head.method {
            return row.operation
        }
        return nil
    }
}
