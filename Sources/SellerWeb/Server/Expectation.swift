import HTTPTypes
import Hummingbird
import SellerModel

/// What a client is told that holds its body back until the head is acceptable (`Expect`).
///
/// Expectations other than `100-continue` are left alone. Source: RFC 9110 §10.1.1.
enum Expectation: Sendable, Equatable {
    /// Nothing: no body is held back.
    case none
    /// `100 Continue`: the body may come.
    case body
    /// The final answer at once. The connection ends with it, because nobody can say whether the
    /// bytes that follow are the body or the next request.
    case refusal

    /// Judges a head by its path, its method and the length that it announces.
    init(_ request: Request, paths: KnownPaths) {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        let holdsBack = request.headers[values: .expect].contains {
            $0.lowercased() == "100-continue"
        }
        guard holdsBack, length > 0 || request.headers[.transferEncoding] != nil else {
            self = .none
            return
        }
        let methods = paths.match(request.uri.path) ?? []
        let isTaken = methods.contains(request.method.rawValue) && length <= request.longestBody
        self = isTaken ? .body : .refusal
    }
}
