import FoundationEssentials

/// Crockford's base 32 over 128 bits: 26 characters, of which the first carries three bits.
enum Base32Identifier {
    /// Without i, l, o and u, which people misread. Source: crockford.com/base32.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    /// 128 bits in groups of five, rounded up.
    static let length = 26

    static func encode(_ uuid: UUID) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity(length)
        write(uuid, into: &characters)
        return String(decoding: characters, as: UTF8.self)
    }

    /// Appends the characters to a buffer.
    static func write(_ uuid: UUID, into bytes: inout [UInt8]) {
        let (high, low) = halves(of: uuid)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: length))
        write(high: high, low: low, over: &bytes, at: start)
    }

    /// Writes the characters over those that begin at `start`.
    static func write(high: UInt64, low: UInt64, over bytes: inout [UInt8], at start: Int) {
        var (high, low) = (high, low)
        for index in (start..<start + length).reversed() {
            bytes[index] = alphabet[Int(low & 31)]
            low = low >> 5 | high << 59
            high >>= 5
        }
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

    private static func halves(of uuid: UUID) -> (UInt64, UInt64) {
        let b = uuid.uuid
        func joined(_ bytes: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)) -> UInt64 {
            let left =
                UInt64(bytes.0) << 56 | UInt64(bytes.1) << 48 | UInt64(bytes.2) << 40
                | UInt64(bytes.3) << 32
            let right =
                UInt64(bytes.4) << 24 | UInt64(bytes.5) << 16 | UInt64(bytes.6) << 8
                | UInt64(bytes.7)
            return left | right
        }
        return (
            joined((b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7)),
            joined((b.8, b.9, b.10, b.11, b.12, b.13, b.14, b.15))
        )
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
