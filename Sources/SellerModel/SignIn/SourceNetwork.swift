/// What counts as one source of tries: an IPv4 address, or the /64 of an IPv6 address, of which one
/// subscriber has the whole (RFC 6177 §2).
public struct SourceNetwork: Sendable, Equatable {
    /// The address, or the first four groups of it.
    public let text: String

    /// Takes an address as the system writes it; what is none stays as it is, nil is one source.
    public init(_ address: String?) {
        guard let address else {
            text = "unknown"
            return
        }
        let groups = Self.groups(address)
        if let last = groups.last, last.contains(".") {
            // An IPv4 address, written alone or mapped into IPv6.
            text = last
        } else if groups.count == 8 {
            text = groups.prefix(4).joined(separator: ":") + "::/64"
        } else {
            text = address
        }
    }

    /// The groups of an address, with those that `::` stands for.
    private static func groups(_ address: String) -> [String] {
        let bytes = address.utf8.prefix { $0 != UInt8(ascii: "%") }
        let parts = String(decoding: bytes, as: UTF8.self)
            .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let gap = parts.dropFirst().dropLast().firstIndex(of: "") else { return parts }
        let left = parts[..<gap].filter { !$0.isEmpty }
        let right = parts[(gap + 1)...].filter { !$0.isEmpty }
        let missing = max(0, 8 - left.count - right.count)
        return left + Array(repeating: "0", count: missing) + right
    }
}
