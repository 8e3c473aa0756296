import SellerCrypto
import SellerModel
import SellerService

/// The demo's people, made through the use cases: no row that a person could not have made.
struct DemoAccount {
    let service: SellerService

    private static let facts = RequestFacts(address: nil, userAgent: "demo", requestID: "demo")

    /// Makes everybody: a primary, a colleague on a shared login, one not enrolled, one invited.
    func make() async throws(SellerError) -> [DemoPerson] {
        let created = try await service.createAccount(
            name: "Demo Shop",
            primaryEmail: "paula@demo.example",
            primaryName: "Paula Primary"
        )
        var paula = DemoPerson(
            name: "Paula Primary",
            email: "paula@demo.example",
            state: "primary, enrolled"
        )
        let session = try await enroll(&paula, link: created.link)
        let caller = try await service.session(token: session)
        let access = try await service.access(
            caller,
            account: created.account,
            authority: .tool(Tool.userPermissions, .admin)
        )
        let orders = Grant(tool: "orders", level: .edit, scope: .global)
        var desk = DemoPerson(
            name: "Order Desk",
            email: "desk@demo.example",
            state: "enrolled, flagged as shared"
        )
        _ = try await enroll(&desk, link: try await invite(desk, grants: [orders], access))
        try await flag(desk, access)
        var ben = DemoPerson(
            name: "Ben Notyet",
            email: "ben@demo.example",
            state: "accepted, not enrolled"
        )
        _ = try await accept(&ben, link: try await invite(ben, grants: [orders], access))
        let ina = DemoPerson(name: "Ina Invited", email: "ina@demo.example", state: "invited")
        _ = try await invite(ina, grants: [], access)
        return [paula, desk, ben, ina]
    }

    /// Accepts as a new login; gives the attempt.
    private func accept(
        _ person: inout DemoPerson,
        link: String
    ) async throws(SellerError) -> String {
        let password = Self.newPassword()
        person.password = password
        let view = try await service.acceptInvitation(
            try Self.token(of: link),
            name: person.name,
            password: password,
            facts: Self.facts
        )
        guard let attempt = view.attempt else {
            throw Self.fault("The acceptance of \(person.email) began no sign-in.")
        }
        return attempt
    }

    /// Accepts and enrolls; gives the session.
    private func enroll(
        _ person: inout DemoPerson,
        link: String
    ) async throws(SellerError) -> String {
        let token = try await accept(&person, link: link)
        let attempt = try await service.attempt(token: token)
        let pending = try await service.addFirstMethod(
            attempt,
            kind: MethodKind.authenticatorApp.rawValue,
            name: "Demo",
            facts: Self.facts
        )
        person.secret = pending.secret
        guard let secret = TwoStepSecret(base32: pending.secret) else {
            throw Self.fault("The key of \(person.email) is not in base 32.")
        }
        let step = OneTimePassword.step(at: service.environment.now().unixSeconds)
        let signedIn = try await service.confirmFirstMethod(
            attempt,
            method: pending.id,
            code: OneTimePassword.code(secret: secret, step: step),
            facts: Self.facts
        )
        return signedIn.session
    }

    /// Invites, and gives the link as the mail carries it.
    private func invite(
        _ person: DemoPerson,
        grants: [Grant],
        _ access: AccountCaller
    ) async throws(SellerError) -> String {
        _ = try await service.invite(
            access,
            InvitationRequest(name: person.name, email: person.email, grants: grants),
            stepUp: nil,
            idempotency: try IdempotencyKey("demo-\(person.email)", body: []),
            facts: Self.facts
        )
        let mails = try await service.messages(to: try Self.address(of: person), limit: 20)
        let words = mails.first { $0.template == "invitation" }?.text
            .split(whereSeparator: \.isWhitespace)
        guard let link = words?.first(where: { $0.contains("token=") }) else {
            throw Self.fault("No link went to \(person.email).")
        }
        return String(link)
    }

    private func flag(_ person: DemoPerson, _ access: AccountCaller) async throws(SellerError) {
        let users = try await service.users(access, filter: UsersFilter(), limit: 20, after: nil)
        guard let user = users.items.first(where: { $0.email == person.email }) else {
            throw Self.fault("\(person.email) is no user after accepting.")
        }
        _ = try await service.flagSharedLogin(
            access,
            user: user.id,
            note: "The whole order desk signs in with this login.",
            idempotency: try IdempotencyKey("demo-flag", body: []),
            facts: Self.facts
        )
    }

    /// 80 random bits: the demo's passwords are shown once and written nowhere.
    private static func newPassword() -> String {
        let letters = Array("abcdefghjkmnpqrstvwxyz0123456789".utf8)
        let picked = Randomness.bytes(16).map { letters[Int($0 & 31)] }
        return String(decoding: picked, as: UTF8.self)
    }

    private static func token(of link: String) throws(SellerError) -> String {
        do {
            return try MailedLink(link).token
        } catch {
            throw fault(error.message)
        }
    }

    private static func address(of person: DemoPerson) throws(SellerError) -> EmailAddress {
        do {
            return try EmailAddress(parsing: person.email)
        } catch {
            throw fault("\(person.email) is no address.")
        }
    }

    /// What can only be wrong in this program itself; the words say which step did not give what
    /// the next one needs.
    private static func fault(_ words: String) -> SellerError {
        SellerError(.internal, "The demo stopped half made. \(words)")
    }
}
