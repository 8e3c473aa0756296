import Glibc

/// Whose connections are counted together: those of one IPv4 address, or of one /64 of IPv6.
///
/// A /64 is the least that one customer gets, so its addresses are nobody else's. Source: RFC 6177 §2.
struct SourceKey: Hashable, Sendable {
    private let bytes: [UInt8]

    /// The source of an address in its text form; nil for what is no address of the network.
    init?(_ text: String) {
        if let bytes = Self.bytes(of: text, AF_INET, count: 4) {
            self.bytes = bytes
            return
        }
        guard let bytes = Self.bytes(of: text, AF_INET6, count: 16) else { return nil }
        // A socket for both families gives IPv4 as ::ffff:a.b.c.d (RFC 4291 §2.5.5.2), all of which
        // lie in one /64.
        let isIPv4 = bytes.prefix(12).elementsEqual(Self.mapped)
        self.bytes = Array(isIPv4 ? bytes.suffix(4) : bytes.prefix(8))
    }

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    private static func bytes(of text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return unsafe inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
