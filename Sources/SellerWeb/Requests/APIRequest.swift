import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel
import SellerService

/// One request to one operation, read once at the border.
struct APIRequest: Sendable {
    let operation: Operation
    let shape: OperationShape
    let request: Request
    let context: SellerRequestContext
    /// The query, of which every name is known and none is doubled.
    let query: QueryParameters

    /// Refuses what no handler needs to see: unknown parameters, and an `Accept` without JSON.
    init(
        operation: Operation,
        shape: OperationShape,
        request: Request,
        context: SellerRequestContext
    ) throws(SellerError) {
        self.operation = operation
        self.shape = shape
        self.request = request
        self.context = context
        let accept = AcceptHeader(request.headers[values: .accept])
        guard shape.mediaTypes.contains(where: accept.allows) else {
            throw SellerError(
                .notAcceptable,
                "The answer exists as \(shape.mediaTypes.joined(separator: ", "))."
            )
        }
        query = try QueryParameters(request.uri.query ?? "", allowed: shape.queryNames)
    }

    /// Where the call came from, for the audit.
    var facts: RequestFacts { RequestFacts(request, context) }

    /// An id of the path. What is no id names nothing, as an id of another account does.
    func id<Kind>(_ kind: Kind.Type, _ name: String) throws(SellerError) -> ID<Kind> {
        guard let id = ID<Kind>(parameter(name)) else { throw .notFound }
        return id
    }

    /// A text of the path; the table says which names there are.
    func parameter(_ name: String) -> String {
        context.parameters.get(name) ?? ""
    }
}

extension RequestFacts {
    /// Browsers say who they are in some 150 bytes; more is noise that the audit would keep.
    private static let longestUserAgent = 512

    /// The peer's address, what its program calls itself, and the request's id.
    init(_ request: Request, _ context: SellerRequestContext) {
        let agent = (request.headers[.userAgent] ?? "").utf8
            .lazy.filter { (0x20...0x7E).contains($0) }.prefix(Self.longestUserAgent)
        self.init(
            address: context.remoteAddress,
            userAgent: String(decoding: Array(agent), as: UTF8.self),
            requestID: context.id,
            traceID: TraceParent(request.headers[values: .traceParent])?.trace
        )
    }
}
