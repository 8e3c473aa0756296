/// An address as it is stored and compared: ASCII, lower case, no control characters.
///
/// Domains come in A-label form, as browsers send them; anything outside ASCII is refused, so that
/// two addresses that look alike cannot be two logins (SEED-05).
public struct EmailAddress: Hashable, Sendable {
    /// The lower-case address.
    public let text: String

    /// RFC 5321 §4.5.3.1.3 leaves 254 octets for an address.
    private static let longest = 254
    /// RFC 5321 §4.5.3.1.1.
    private static let longestLocalPart = 64

    /// Why an address was refused.
    public enum Refusal: Error, Sendable {
        /// Characters outside ASCII: write the domain in its A-label form (`xn--…`).
        case notASCII
        /// Not `local@domain.tld`.
        case malformed
    }

    /// Parses what was typed, without the space around it.
    public init(parsing text: String) throws(Refusal) {
        var bytes = Array(text.utf8)
        if bytes.contains(where: { $0 >= 0x80 }) { throw .notASCII }
        let space: Set<UInt8> = [0x20, 0x09]
        while let last = bytes.last, space.contains(last) { bytes.removeLast() }
        bytes = Array(bytes.drop(while: space.contains)).map(Self.lowered)
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard bytes.count <= Self.longest, parts.count == 2,
            let local = parts.first, let domain = parts.last,
            Self.isLocalPart(local), Self.isDomain(domain)
        else { throw .malformed }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// RFC 5321's dot-string. Quoted local parts are refused: nobody is known by one.
    private static func isLocalPart(_ local: ArraySlice<UInt8>) -> Bool {
        let others = Set("!#$%&'*+-/=?^_`{|}~".utf8)
        let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...longestLocalPart).contains(local.count)
            && atoms.allSatisfy { atom in
                !atom.isEmpty && atom.allSatisfy { isAlphanumeric($0) || others.contains($0) }
            }
    }

    private static func isDomain(_ domain: ArraySlice<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                    && label.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
            }
    }
}
