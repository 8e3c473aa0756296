/// Base32 of RFC 4648 §6 as authenticator apps read it: upper case, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Gives the letters for `bytes`, five bits each.
    static func encode(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            pending = (pending << 8) | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                letters.append(alphabet[Int((pending >> bits) & 31)])
            }
            // Only the bits that are not yet written may stay, or the word would overflow.
            pending &= (1 << bits) - 1
        }
        if bits > 0 {
            letters.append(alphabet[Int((pending << (5 - bits)) & 31)])
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
