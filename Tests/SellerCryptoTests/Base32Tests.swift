import Testing

@testable import SellerCrypto

@Suite struct `Base 32` {
    // RFC 4648 §10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func `is read as it is written`(plain: String, letters: String) {
        #expect(Base32.encode(Array(plain.utf8)) == letters)
        #expect(Base32.decode(letters.utf8) == Array(plain.utf8))
    }

    @Test(arguments: ["M", "MZX", "mzxw6ytb", "MZXW6YT1", "MZXW6YTBOI======", "MZ XW6YTB", "MZ"])
    func `has one text for each secret`(text: String) {
        #expect(Base32.decode(text.utf8) == nil)
    }

    @Test func `a secret of another length is none`() {
        let secret = TwoStepSecret { [UInt8](repeating: 0xA5, count: $0) }
        #expect(TwoStepSecret(base32: secret.base32)?.bytes == secret.bytes)
        #expect(TwoStepSecret(base32: String(secret.base32.dropLast(8))) == nil)
    }
}
