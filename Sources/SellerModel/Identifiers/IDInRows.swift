extension ID {
    /// Puts the public form where the text of a UUID begins, as in a row that the database wrote.
    ///
    /// The UUID is 32 lower-case hexadecimal digits in five groups (RFC 9562 §4): nothing is done
    /// where another text begins.
    package static func replaceUUID(in bytes: inout [UInt8], at start: Int) {
        guard let (high, low) = halves(of: bytes[start...].prefix(uuidLength)) else { return }
        let prefix = Kind.idPrefix.utf8
        let length = prefix.count + 1 + Base32Identifier.length
        bytes.removeSubrange(start..<start + uuidLength - length)
        var index = start
        for character in prefix {
            bytes[index] = character
            index += 1
        }
        bytes[index] = UInt8(ascii: "_")
        Base32Identifier.write(high: high, low: low, over: &bytes, at: index + 1)
    }

    /// 32 digits and four hyphens.
    private static var uuidLength: Int { 36 }

    private static func halves(of text: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
        guard text.count == uuidLength else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, character) in zip(0..., text) {
            let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
            switch character {
            case UInt8(ascii: "-") where isHyphen: continue
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isHyphen,
                UInt8(ascii: "a")...UInt8(ascii: "f") where !isHyphen:
                let isLetter = character >= UInt8(ascii: "a")
                let digit = character - (isLetter ? UInt8(ascii: "a") - 10 : UInt8(ascii: "0"))
                high = high << 4 | low >> 60
                low = low << 4 | UInt64(digit)
            default: return nil
            }
        }
        return (high, low)
    }
}
