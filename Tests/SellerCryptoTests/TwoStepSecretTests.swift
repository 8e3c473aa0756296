import Foundation
import Testing

@testable import SellerCrypto

@Suite struct `Two-step secrets` {
    @Test func `RFC 4226 · a secret has 160 random bits`() {
        let one = TwoStepSecret(random: Randomness.bytes)
        let other = TwoStepSecret(random: Randomness.bytes)
        #expect(one.bytes.count == 20)
        #expect(one.bytes != other.bytes)
        #expect(one.base32.utf8.count == 32)
    }

    @Test(arguments: [0, 19, 21, 32])
    func `RFC 4226 · a secret of another length is no secret`(count: Int) {
        #expect(TwoStepSecret(bytes: counting(count)) == nil)
    }

    @Test(
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ]
    )
    func `RFC 4648 · base32, section 10 without padding`(plain: String, text: String) {
        #expect(Base32.encode(Array(plain.utf8)) == text)
    }

    @Test func `SEED-17 · the link to an app holds what a code needs and nothing else`() throws {
        let secret = try rfcSecret()
        let link = secret.provisioningLink(issuer: "Seller Accounts", login: "ann@example.com")
        let parts = try #require(URLComponents(string: link))
        #expect(parts.scheme == "otpauth")
        #expect(parts.host == "totp")
        #expect(parts.path == "/Seller Accounts:ann@example.com")
        let items = try #require(parts.queryItems)
        #expect(
            items.map { "\($0.name)=\($0.value ?? "")" } == [
                "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "issuer=Seller Accounts",
                "algorithm=SHA1", "digits=6", "period=30",
            ]
        )
    }

    @Test(
        arguments: [
            "a&secret=AAAA", "a?digits=8", "a#b", "a/../b", "a:b", "a%26b", "a b+c", "é\r\nx",
            "\"<>",
        ]
    )
    func `SEED-17 · neither issuer nor login adds a parameter`(hostile: String) throws {
        let secret = try rfcSecret()
        let link = secret.provisioningLink(issuer: hostile, login: hostile)
        #expect(link.utf8.count { $0 == UInt8(ascii: "?") } == 1)
        #expect(link.utf8.count { $0 == UInt8(ascii: "&") } == 4)
        #expect(!link.utf8.contains(UInt8(ascii: "#")))
        let items = try #require(URLComponents(string: link)?.queryItems)
        #expect(items.map(\.name) == ["secret", "issuer", "algorithm", "digits", "period"])
        #expect(items[0].value == secret.base32)
        #expect(items[1].value == hostile)
    }
}
