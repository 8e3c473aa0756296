/// An http or https origin: scheme, host and perhaps a port.
struct ServerAddress: Equatable, Sendable {
    /// As `https://accounts.example:8443`, without a slash at the end.
    let text: String
    let isSecure: Bool
    let host: String

    /// Reads an origin; nil for anything with a path, a query or a user in it.
    init?(_ text: String) {
        let schemes = [("https://", true), ("http://", false)]
        guard let (scheme, isSecure) = schemes.first(where: { text.hasPrefix($0.0) }) else {
            return nil
        }
        var rest = text.utf8.dropFirst(scheme.utf8.count)
        if rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        let allowed = rest.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: ".-:[]".utf8.contains(byte)
            }
        }
        guard !rest.isEmpty, allowed else { return nil }
        self.isSecure = isSecure
        let authority = String(decoding: rest, as: UTF8.self)
        self.text = scheme + authority
        host =
            authority.hasPrefix("[")
            ? String(authority.prefix { $0 != "]" }.dropFirst())
            : String(authority.prefix { $0 != ":" })
    }

    /// Whether nothing leaves this machine on the way there.
    var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether a host is this machine itself. Source: RFC 6761 §6.3, RFC 1122 §3.2.1.3.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
