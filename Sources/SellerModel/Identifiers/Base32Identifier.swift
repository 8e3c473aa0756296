import FoundationEssentials

/// Crockford's base 32 over 128 bits: 26 characters, of which the first carries three bits.
enum Base32Identifier {
    /// Without i, l, o and u, which people misread. Source: crockford.com/base32.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    /// 128 bits in groups of five, rounded up.
    private static let length = 26

    static func encode(_ uuid: UUID) -> String {
        let (high, low) = halves(of: uuid)
        var characters: [UInt8] = []
        for index in 0..<length {
            let shift = 5 * (length - 1 - index)
            characters.append(alphabet[Int(fiveBits(high: high, low: low, from: shift))])
        }
        return String(decoding: characters, as: UTF8.self)
    }

    static func decode(_ text: some Collection<UInt8>) -> UUID? {
        guard text.count == length, let first = text.first, first <= UInt8(ascii: "7") else {
            return nil
        }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            high = (high << 5) | (low >> 59)
            low = (low << 5) | UInt64(value)
        }
        return uuid(high: high, low: low)
    }

    private static func fiveBits(high: UInt64, low: UInt64, from shift: Int) -> UInt64 {
        if shift >= 64 { return (high >> UInt64(shift - 64)) & 31 }
        if shift > 59 { return ((low >> UInt64(shift)) | (high << UInt64(64 - shift))) & 31 }
        return (low >> UInt64(shift)) & 31
    }

    private static func halves(of uuid: UUID) -> (UInt64, UInt64) {
        let b = uuid.uuid
        let high = [b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7]
        let low = [b.8, b.9, b.10, b.11, b.12, b.13, b.14, b.15]
        return (high.reduce(0) { $0 << 8 | UInt64($1) }, low.reduce(0) { $0 << 8 | UInt64($1) })
    }

    static func uuid(high: UInt64, low: UInt64) -> UUID {
        func byte(_ half: UInt64, _ index: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: half >> (56 - 8 * index))
        }
        return UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }
}
