import HTTPTypes
import Hummingbird

/// The id that a caller of `/access/v1` gave its request, which comes back unchanged.
///
/// Source: OpenID AuthZEN 1.0 §10.1, `X-Request-ID`. Elsewhere ids are our own.
enum AccessRequestID {
    /// A UUID with room around it, and little enough for every line of the log.
    private static let longest = 128

    /// The caller's id; nil for another path, without one, or when it is not visible ASCII.
    static func of(_ request: Request) -> String? {
        guard request.uri.path.utf8.starts(with: "/access/v1/".utf8) else { return nil }
        let values = request.headers[values: .requestID]
        guard values.count == 1, let id = values.first, isID(id) else { return nil }
        return id
    }

    /// Whether a text is one that comes back.
    static func isID(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
