/// Base64url of RFC 4648 §5 without padding, in its one canonical form.
package enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    /// Gives the letters for `bytes`, six bits each.
    package static func encode(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            pending = (pending << 8) | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                letters.append(alphabet[Int((pending >> bits) & 63)])
            }
            pending &= (1 << bits) - 1
        }
        if bits > 0 {
            letters.append(alphabet[Int((pending << (6 - bits)) & 63)])
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// Gives the bytes, or nil for any other letter, padding, or left-over bits that are not zero.
    ///
    /// Left-over bits must be zero (RFC 4648 §3.5): otherwise one token would have several texts.
    package static func decode(_ letters: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        // Three bytes for each four letters; what comes from outside does not decide how much.
        bytes.reserveCapacity(min(letters.count * 3 / 4, reservedBytes))
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for letter in letters {
            guard let value = value(of: letter) else { return nil }
            pending = (pending << 6) | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
                pending &= (1 << bits) - 1
            }
        }
        // Six bits left over would be a letter that says nothing.
        guard bits < 6, pending == 0 else { return nil }
        return bytes
    }

    /// Twice as long as a token's secret.
    private static let reservedBytes = 64

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
