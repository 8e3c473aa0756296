import Testing

@testable import SellerCrypto

@Suite struct `Passwords` {
    @Test func `Rule 15 · two spellings of one letter are one password`() throws {
        let composed = try password("caf\u{E9} am abend")
        let decomposed = try password("cafe\u{301} am abend")
        #expect(composed.bytes == decomposed.bytes)
    }

    @Test(arguments: [" ", " leading and trailing ", "日本語のパスワード", "👩‍👩‍👧 family", "CaSe", "~\"'<>"])
    func `NIST · nothing is trimmed, cut or folded`(raw: String) throws {
        #expect(try password(raw).bytes == Array(raw.utf8))
    }

    @Test(arguments: [
        "", "with\0zero", "line\nfeed", "line\r\nfeed", "tab\there", "\u{7F}", "\u{85}",
    ])
    func `NIST · empty text and controls are no password`(raw: String) {
        #expect(Password(normalizing: raw) == nil)
    }

    @Test func `NIST · 256 code points are accepted and 257 are not`() throws {
        #expect(try password(String(repeating: "é", count: 256)).codePointCount == 256)
        #expect(Password(normalizing: String(repeating: "é", count: 257)) == nil)
        #expect(Password(normalizing: String(repeating: "x", count: 1_000_000)) == nil)
        // Counted after normalizing: 512 code points that make 256.
        #expect(try password(String(repeating: "e\u{301}", count: 256)).codePointCount == 256)
        // One character to Swift, 257 code points to us.
        #expect(Password(normalizing: "q" + String(repeating: "\u{335}", count: 256)) == nil)
    }
}
