import ArgumentParser
import Foundation
import SellerCrypto

/// What the fixture's people sign in with: secrets that this key ring opens.
struct Secrets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the secrets of the first enrolled logins.",
        discussion: """
            Lines of login number, sealed secret in hexadecimal and e-mail with secret in base 32, \
            separated by commas; before them one with the hash of everybody's password.
            """
    )

    /// Everybody's password in the fixture.
    static let password = "a lantern above 7 quiet harbours"

    @Option(help: "How many logins.") var count = 4_000
    @Option(help: "The key ring that seals.") var keyFile: String

    func run() async throws {
        guard let password = Password(normalizing: Self.password) else {
            throw ValidationError("The fixture's password is none.")
        }
        Output.line(try await PasswordHasher().hash(password))
        let ring = try KeyRing(file: keyFile)
        // Every fourth login is not enrolled.
        let numbers = (1...).lazy.filter { $0 % 4 != 0 }.prefix(count)
        for number in numbers {
            let secret = TwoStepSecret(random: Randomness.bytes)
            let place = SealedPlace(
                table: "two_step_method",
                column: "secret_sealed",
                row: Numbered.uuid(.method, number),
                login: Numbered.uuid(.login, number)
            )
            let sealed = ring.seal(secret.bytes, for: place)
                .map { String(format: "%02x", $0) }.joined()
            Output.line("\(number),\(sealed),user\(number)@bench.example,\(secret.base32)")
        }
    }
}
