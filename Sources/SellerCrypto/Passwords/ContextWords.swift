/// The words that a stranger knows of a person, folded and cut at what is no letter.
struct ContextWords {
    /// Shorter pieces ("li", "co") stand in too many good passwords.
    private static let shortest = 3

    /// More words than a person with a few accounts has; a bound on the work.
    private static let limit = 64

    /// Words of this service, known to everybody.
    private static let service = ["seller", "sellers", "account", "accounts"]

    /// The words in UTF-8, each once, longest first, so that "sellers" is taken out before "seller".
    let words: [[UInt8]]

    /// Takes addresses, names and phrases: each counts as a whole and in its pieces.
    init(_ texts: [String]) {
        var seen: Set<[UInt8]> = Set(Self.service.map { Array($0.utf8) })
        for text in texts.prefix(Self.limit) {
            let folded = UnicodeText.folded(text)
            let pieces = folded.unicodeScalars.split { !Self.isPartOfWord($0) }
            for word in [folded] + pieces.map({ String($0) }) where seen.count < Self.limit {
                guard (Self.shortest...Password.codePointLimit).contains(word.unicodeScalars.count)
                else { continue }
                // A NUL would end the word in the C library.
                guard !word.utf8.contains(0) else { continue }
                seen.insert(Array(word.utf8))
            }
        }
        words = seen.sorted { left, right in
            left.count != right.count
                ? left.count > right.count : left.lexicographicallyPrecedes(right)
        }
    }

    /// Tells whether less than `minimum` code points are left when the words are taken out.
    func areMost(of password: Password, leaving minimum: Int) -> Bool {
        let folded = Array(UnicodeText.folded(password.text).utf8)
        var rest = folded
        for word in words {
            rest = Self.removing(word, from: rest)
        }
        // Every code point has one byte that is not a continuation (10xxxxxx).
        return rest.count < folded.count && rest.count { $0 & 0xC0 != 0x80 } < minimum
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func removing(_ word: [UInt8], from text: [UInt8]) -> [UInt8] {
        guard text.count >= word.count else { return text }
        var rest: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index...].starts(with: word) {
                index += word.count
            } else {
                rest.append(text[index])
                index += 1
            }
        }
        return rest
    }
}
