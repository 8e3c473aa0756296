import FoundationEssentials
import Postgres
import SellerCrypto
import SellerModel
import SellerService
import SellerStore
import Testing

/// A login of a test.
struct SomeLogin: Sendable {
    let login: ID<Login>
    let email: String
}

/// A person with a method, signed in.
struct EnrolledLogin: Sendable {
    let person: SomeLogin
    let app: App
    let session: SessionCaller
    /// The session's token.
    let token: String
    /// The step-up of the enrollment.
    let stepUp: String?
}

extension Fixture {
    /// Adds a login that never had a method.
    func addLogin(_ email: String, name: String = "Ada Lovelace") async throws -> SomeLogin {
        let password = try #require(Password(normalizing: Self.password))
        let hash = try await service.hasher.hash(password)
        let id: ID<Login> = service.environment.newID()
        try await change(
            """
            INSERT INTO login (login_id, email, legal_name, password_hash)
            VALUES (\(id), \(email), \(name), \(hash))
            """
        )
        return SomeLogin(login: id, email: email)
    }

    /// Adds an account that is still opening.
    func addAccount(_ name: String = "Analytical Engines") async throws -> ID<Account> {
        let id: ID<Account> = service.environment.newID()
        try await change("INSERT INTO seller_account (account_id, name) VALUES (\(id), \(name))")
        return id
    }

    /// Makes a login a pending user of an account, by an invitation that it accepted, and gives
    /// the invitation's token.
    @discardableResult
    func addUser(
        _ person: SomeLogin,
        of account: ID<Account>,
        primary: Bool = false
    ) async throws -> (user: ID<User>, invitation: String) {
        let user: ID<User> = service.environment.newID()
        let invitation: ID<Invitation> = service.environment.newID()
        let token = service.environment.newToken(.invitation)
        try await change(
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
            VALUES (\(account), \(user), \(person.login), 'secondary', 'pending')
            """
        )
        if primary {
            try await change(
                """
                UPDATE seller_account SET primary_user_id = \(user) WHERE account_id = \(account)
                """
            )
        }
        try await change(
            """
            INSERT INTO invitation (
                account_id, invitation_id, email, name, kind, token_digest, expires_at,
                accepted_at, made_login_id, user_id
            )
            VALUES (
                \(account), \(invitation), \(person.email), 'Ada', 'primary',
                \(PostgresBytes(token.digest)), now() + INTERVAL '1 day', now(),
                \(person.login), \(user)
            )
            """
        )
        return (user, token.text)
    }

    /// Gives the password of a person and gets the attempt.
    func start(
        _ person: SomeLogin,
        device: String? = nil
    ) async throws(SellerError) -> SignInView {
        try await service.startSignIn(
            email: person.email,
            password: Self.password,
            device: device,
            context: .selling,
            facts: Self.facts
        )
    }

    /// Gives the password and gets the attempt as its guard sees it.
    func attempt(_ person: SomeLogin) async throws -> AttemptCaller {
        let view = try await start(person)
        return try await service.attempt(token: try #require(view.attempt))
    }

    /// The token behind the newest link that was mailed to a person.
    func mailedLink(to person: SomeLogin) async throws -> String {
        let mails = try await service.messages(limit: 100)
        let mail = try #require(
            mails.first { $0.recipient == person.email && $0.template == "mailbox_link" }
        )
        let word = try #require(
            mail.text.split(whereSeparator: \.isWhitespace).first {
                $0.contains("token=")
            }
        )
        return String(try #require(word.split(separator: "=").last))
    }

    /// An attempt that holds a ticket from the mailbox, as an honest person gets one.
    func attemptWithTicket(_ person: SomeLogin) async throws -> AttemptCaller {
        let asking = try await attempt(person)
        try await service.requestMailboxLink(asking, facts: Self.facts)
        let link = try await mailedLink(to: person)
        return try await present(link, person)
    }

    /// Gives the password on the page behind a link.
    func present(_ ticket: String, _ person: SomeLogin) async throws -> AttemptCaller {
        let view = try await start(person)
        let token = try #require(view.attempt)
        let caller = try await service.attempt(token: token)
        _ = try await service.presentTicket(caller, ticket: ticket, facts: Self.facts)
        return try await service.attempt(token: token)
    }

    /// Enrolls a person that holds a ticket.
    func enroll(_ person: SomeLogin, by attempt: AttemptCaller) async throws -> EnrolledLogin {
        let pending = try await service.addFirstMethod(
            attempt,
            kind: "authenticator_app",
            name: nil,
            facts: Self.facts
        )
        let app = try #require(App(pending))
        let signedIn = try await service.confirmFirstMethod(
            attempt,
            method: app.method,
            code: app.code(at: clock.now),
            facts: Self.facts
        )
        return EnrolledLogin(
            person: person,
            app: app,
            session: try await service.session(token: signedIn.session),
            token: signedIn.session,
            stepUp: signedIn.stepUp
        )
    }

    /// Adds a person and enrolls them by a link from the mailbox.
    func addMember(_ email: String, name: String = "Ada Lovelace") async throws -> EnrolledLogin {
        let person = try await addLogin(email, name: name)
        return try await enroll(person, by: try await attemptWithTicket(person))
    }

    /// Signs in with password and the code of the next step.
    func signIn(_ member: EnrolledLogin) async throws -> (session: SessionCaller, token: String) {
        clock.nextStep()
        let attempt = try await attempt(member.person)
        let signedIn = try await service.submitCode(
            attempt,
            method: member.app.method,
            code: member.app.code(at: clock.now),
            facts: Self.facts
        )
        return (try await service.session(token: signedIn.session), signedIn.session)
    }

    /// How many sessions a login ever had.
    func sessions(of person: SomeLogin) async throws -> Int64 {
        try await number("SELECT count(*) FROM session WHERE login_id = \(person.login)")
    }
}
