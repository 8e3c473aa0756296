import SellerModel
import Testing

@testable import SellerCrypto

@Suite struct `Secret tokens` {
    @Test(arguments: TokenKind.allCases)
    func `Rule 8 · a token reads back as its own kind only`(kind: TokenKind) throws {
        let token = SecretToken(kind: kind, random: Randomness.bytes)
        #expect(token.text.utf8.count == 47)
        #expect(token.text.hasPrefix(kind.rawValue + "_"))
        for other in TokenKind.allCases {
            let read = SecretToken(parsing: token.text, as: other)
            #expect((read != nil) == (other == kind))
            #expect(read == nil || read?.digest == token.digest)
        }
    }

    @Test func `Rule 8 · the digest is SHA-256 over kind and bytes`() {
        let token = SecretToken(kind: .session, random: counting)
        #expect(token.digest == Digest.sha256(Array("sst".utf8) + counting(32)))
        #expect(token.text == "sst_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
    }

    @Test func `Rule 8 · the same bytes of another kind have another digest`() {
        let digests = TokenKind.allCases.map { SecretToken(kind: $0, random: counting).digest }
        #expect(Set(digests).count == TokenKind.allCases.count)
    }

    @Test(
        arguments: [
            "", "sst_", "sst", "sst_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh",
            "sst_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "sst_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n",
            " sst_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "SST_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "sst-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "sst_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
            "sst_+AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "sst_/AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "sst_\0AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "sst_éECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
        ]
    )
    func `Rule 8 · any other spelling is refused`(text: String) {
        #expect(SecretToken(parsing: text, as: .session) == nil)
    }

    @Test func `Rule 8 · one token has one text`() {
        let text = SecretToken(kind: .session, random: counting).text
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        let read = letters.compactMap { last in
            SecretToken(parsing: text.dropLast() + String(last), as: .session)
        }
        // The last letter carries four bits of the secret; its other two have to be zero.
        #expect(read.count == 16)
        #expect(Set(read.map(\.digest)).count == 16)
    }

    @Test(
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"), ("\u{7F}~~\u{3}\u{3F}~", "f35-Az9-"),
        ]
    )
    func `RFC 4648 · base64url, section 10 without padding`(plain: String, text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text.utf8) == Array(plain.utf8))
    }

    @Test(arguments: ["A", "Zh", "Zm9", "Zg==", "Zm9vA", "Z g", "Zm+v", "Zm/v"])
    func `RFC 4648 · base64url that is not canonical is refused`(text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }
}
