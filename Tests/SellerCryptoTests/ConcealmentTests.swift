import SellerModel
import Testing

@testable import SellerCrypto

@Suite struct `Secrets that are printed` {
    @Test func `Rule 14 · printing, debugging and dumping show nothing of a secret`() throws {
        let raw = "correct-horse-battery"
        let secret = TwoStepSecret(random: counting)
        let token = SecretToken(kind: .session, random: counting)
        let ring = try KeyRing(contents: KeyRing.generate(id: "secret-id"))
        let values: [any Concealed] = [try password(raw), secret, token, ring]
        let canaries = [raw, secret.base32, "\(counting(20))", "0, 1, 2", token.text, "secret-id"]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            let texts = [
                "\(value)", String(reflecting: value), "\([value])", "\(Optional(value) as Any)",
                dumped,
            ]
            for text in texts {
                #expect(text.contains("concealed"))
                #expect(!canaries.contains { text.contains($0) })
            }
        }
    }
}
