import SellerModel
import Testing

@Suite struct `A name` {
    @Test(arguments: ["Ada Lovelace", "李", "Lamps c/o Ada", "Ada: the first", "نگار\u{200C}ی"])
    func `is taken as it is written`(text: String) {
        #expect(PersonName(normalized: text)?.text == text)
    }

    @Test(arguments: [
        "", "  ", "a\u{0}b", "a\r\nb", "a\u{202E}b", "Pay at https://evil.example/now", "x://",
        String(repeating: "a", count: 201),
    ])
    func `security 15 · is refused when it is empty, too long, hidden or a link`(text: String) {
        #expect(PersonName(normalized: text) == nil)
    }
}
