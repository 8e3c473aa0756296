import HTTPTypes
import SellerCrypto
import SellerModel
import SellerService
import Testing

/// An authenticator app, which knows nothing but the secret that it was shown.
struct Authenticator: Sendable {
    let secret: TwoStepSecret
    let clock: TestClock

    /// Reads the secret as people type it: base 32 (RFC 4648 §6).
    init(base32: String, clock: TestClock) throws {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var bits = 0
        var value = 0
        for character in base32.utf8 {
            let digit = try #require(alphabet.firstIndex(of: character))
            value = (value << 5 | digit) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> bits))
            }
        }
        secret = try #require(TwoStepSecret(bytes: bytes))
        self.clock = clock
    }

    /// The code of this moment.
    var code: String {
        let step = OneTimePassword.step(at: clock.now.unixSeconds)
        return OneTimePassword.code(secret: secret, step: step)
    }

    /// The first code that was not shown before.
    func nextCode() -> String {
        clock.nextStep()
        return code
    }
}

/// Somebody who accepted an invitation, enrolled and is signed in.
struct SignedInPerson: Sendable {
    let email: String
    let method: String
    let app: Authenticator
    let session: String
    /// The step-up that came with the enrollment.
    let stepUp: String
}

extension WebFixture {
    static let password = "correct horse battery staple 7"

    /// The secret of a link, as its page's query carries it.
    func token(of link: String) throws -> String {
        try #require(link.split(separator: "=").last.map { String($0) })
    }

    /// A new account with the token of its first invitation.
    func newAccount() async throws -> (account: ID<Account>, token: String) {
        let created = try await service.createAccount(
            name: "Lamps Ltd",
            primaryEmail: "ada@lamps.example",
            primaryName: "Ada"
        )
        return (created.account, try token(of: created.link))
    }

    /// Accepts an invitation over HTTP, and gives the attempt that may enroll.
    func acceptedAttempt(_ token: String, name: String = "Ada") async throws -> String {
        let accepted = try await ask(
            .post,
            "/v1/invitations/accept",
            ["token": .string(token), "name": .string(name), "password": .string(Self.password)]
        )
        #expect(accepted.string("state") == "enrollment_required", "\(accepted.text)")
        return try #require(accepted.string("attempt"))
    }

    /// Gives the right password of somebody who is enrolled.
    func startedAttempt(_ email: String) async throws -> String {
        let started = try await ask(
            .post,
            "/v1/sign-in",
            ["email": .string(email), "password": .string(Self.password)]
        )
        #expect(started.string("state") == "code_required", "\(started.text)")
        return try #require(started.string("attempt"))
    }

    /// Accepts an invitation over HTTP, enrolls and signs in.
    func join(_ token: String, name: String, email: String) async throws -> SignedInPerson {
        let attempt = try await acceptedAttempt(token, name: name)
        let added = try await ask(
            .post,
            "/v1/sign-in/methods",
            token: attempt,
            ["kind": "authenticator_app", "name": "My phone"]
        )
        #expect(added.status == 201, "\(added.text)")
        let method = try #require(added.string("id"))
        let app = try Authenticator(
            base32: try #require(added.string("secret")),
            clock: clock
        )
        let confirmed = try await ask(
            .post,
            "/v1/sign-in/methods/\(method)/confirm",
            token: attempt,
            ["code": .string(app.nextCode())]
        )
        #expect(confirmed.string("state") == "signed_in", "\(confirmed.text)")
        return SignedInPerson(
            email: email,
            method: method,
            app: app,
            session: try #require(confirmed.string("session")),
            stepUp: try #require(confirmed.string("step_up"))
        )
    }

    /// A step-up for one change, answered by a code of the person's app.
    func stepUp(
        _ person: SignedInPerson,
        for operation: OperationName,
        on target: String?
    ) async throws -> String {
        let started = try await ask(
            .post,
            "/v1/step-up",
            token: person.session,
            ["operation": .string(operation.rawValue), "target": .optional(target)]
        )
        let stepUp = try #require(started.string("step_up"), "\(started.text)")
        let answer = try await ask(
            .post,
            "/v1/step-up/\(stepUp)/code",
            token: person.session,
            ["method": .string(person.method), "code": .string(person.app.nextCode())]
        )
        #expect(answer.status == 200, "\(answer.text)")
        return stepUp
    }

    /// The newest mail to an address, with the secret of its link.
    func mailedToken(to email: String) async throws -> String {
        let mails = try await service.messages(limit: 100)
        let mail = try #require(mails.first { $0.recipient == email && $0.text.contains("token=") })
        let rest = try #require(mail.text.split(separator: "token=").dropFirst().first)
        return String(rest.prefix { !$0.isWhitespace })
    }
}
