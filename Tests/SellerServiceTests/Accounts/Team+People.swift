import SellerCrypto
import SellerModel
import SellerService
import SellerStore
import Testing

extension Team {
    /// The code of an app now; the clock moves on, so that the next one is fresh.
    func code(_ secret: TwoStepSecret) -> String {
        clock.nextStep()
        return OneTimePassword.code(
            secret: secret,
            step: OneTimePassword.step(at: clock.now.unixSeconds)
        )
    }

    /// Sets up the first method of an attempt that may, and signs in.
    func enroll(_ view: SignInView, email: String) async throws -> Person {
        let attempt = try await service.attempt(token: try #require(view.attempt))
        let pending = try await service.addFirstMethod(
            attempt,
            kind: "authenticator_app",
            name: nil,
            facts: Self.facts
        )
        let secret = try #require(TwoStepSecret(bytes: Self.bytes(base32: pending.secret)))
        let signedIn = try await service.confirmFirstMethod(
            attempt,
            method: pending.id,
            code: code(secret),
            facts: Self.facts
        )
        let session = try await service.session(token: signedIn.session)
        return Person(email: email, session: session, method: pending.id, secret: secret)
    }

    /// Opens an account whose primary has accepted and enrolled.
    func openAccount(
        _ name: String = "Harbour Goods",
        primary: String = "pat@example.com"
    ) async throws -> Member {
        let created = try await service.createAccount(
            name: name,
            primaryEmail: primary,
            primaryName: "Pat Primary"
        )
        let view = try await service.acceptInvitation(
            Self.token(in: created.link),
            name: "Pat Primary",
            password: Self.password,
            facts: Self.facts
        )
        return try await member(created.account, try await enroll(view, email: primary))
    }

    /// A person as an active user of an account.
    func member(_ account: ID<Account>, _ person: Person) async throws -> Member {
        let caller = try await service.access(person.session, account: account, authority: .anyUser)
        return Member(person: person, caller: caller)
    }

    /// Invites, with a code where one is asked for; gives the link's token.
    @discardableResult
    func invite(
        _ email: String,
        by inviter: Member,
        kind: UserKind = .secondary,
        grants: [Grant] = [],
        stepUp: String? = nil
    ) async throws -> (id: ID<Invitation>, token: String) {
        let made = try await service.invite(
            inviter.caller,
            InvitationRequest(name: "Sam Second", email: email, kind: kind, grants: grants),
            stepUp: stepUp,
            idempotency: try key(),
            facts: Self.facts
        )
        return (made.value.id, try await mailedToken(to: made.value.email))
    }

    /// Invites somebody who accepts and enrolls.
    func join(
        _ email: String,
        by inviter: Member,
        grants: [Grant] = [],
        stepUp: String? = nil
    ) async throws -> Member {
        let token = try await invite(email, by: inviter, grants: grants, stepUp: stepUp).token
        let view = try await service.acceptInvitation(
            token,
            name: "Sam Second",
            password: Self.password,
            facts: Self.facts
        )
        return try await member(inviter.caller.account, try await enroll(view, email: email))
    }

    /// A step-up whose code was given.
    func stepUp(
        _ member: Member,
        _ operation: OperationName,
        target: String? = nil
    ) async throws -> String {
        let begun = try await service.startStepUp(
            member.person.session,
            operation: operation.rawValue,
            target: target
        )
        _ = try await service.submitStepUpCode(
            member.person.session,
            stepUp: begun.token,
            method: member.person.method,
            code: code(member.person.secret),
            facts: Self.facts
        )
        return begun.token
    }

    /// Somebody with `admin` on user permissions, and perhaps more.
    func joinAdmin(
        _ email: String,
        by inviter: Member,
        grants: [Grant] = []
    ) async throws -> Member {
        let stepUp = try await stepUp(inviter, .invitationsCreate)
        return try await join(email, by: inviter, grants: [.userAdmin] + grants, stepUp: stepUp)
    }

    /// A key that no other request has.
    func key(_ text: String? = nil, body: String = "{}") throws -> IdempotencyKey {
        let random = Randomness.bytes(8).map(String.init).joined(separator: "-")
        return try IdempotencyKey(text ?? random, body: Array(body.utf8))
    }

    /// The token of the newest invitation that was mailed to an address.
    func mailedToken(to email: String) async throws -> String {
        let mail = try await service.messages(limit: 200).first {
            $0.recipient == email && $0.template == "invitation"
        }
        return Self.token(in: try #require(mail).text)
    }

    /// The token of the link in a text.
    static func token(in text: String) -> String {
        let rest = text.split(separator: "token=").dropFirst().first ?? ""
        return String(rest.prefix { !$0.isWhitespace })
    }

    private static func bytes(base32 text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var buffer = 0
        var bits = 0
        for value in text.utf8.compactMap({ alphabet.firstIndex(of: $0) }) {
            buffer = (buffer << 5 | value) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        return bytes
    }
}

extension Grant {
    static let userAdmin = Grant(tool: "user-permissions", level: .admin, scope: .global)

    static func of(_ tool: String, _ level: Level, _ scope: Scope = .global) -> Grant {
        Grant(tool: tool, level: level, scope: scope)
    }
}
