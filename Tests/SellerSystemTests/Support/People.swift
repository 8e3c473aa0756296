import SellerModel
import Testing

/// Somebody who accepted an invitation, enrolled and is signed in.
struct Person: Sendable {
    let email: String
    let method: String
    let app: Authenticator
    let session: String
    /// What the device is known by from which this person enrolled.
    let device: String
}

extension SystemFixture {
    /// Opens an account by the operator's command; gives it with the secret of its link.
    func openAccount(_ name: String, primary: String) async throws -> (id: String, token: String) {
        let created = try await command([
            "account", "create", "--name", name, "--email", primary, "--print-link", "--json",
        ]).json
        let link = try #require(created.string("link"))
        return (try #require(created.string("account")), try Self.token(of: link))
    }

    /// The secret in a link, or in a text with one link.
    static func token(of text: String) throws -> String {
        let rest = try #require(text.split(separator: "token=").dropFirst().first)
        return String(rest.prefix { !$0.isWhitespace })
    }

    /// The secret of the newest mail to an address that has a link.
    func mailedToken(to email: String) async throws -> String {
        let messages = try await command(["messages", "list", "--to", email, "--json"]).json
        let items = messages.array("items") + messages.array("")
        let mail = try #require(items.first { $0.string("text")?.contains("token=") == true })
        return try Self.token(of: try #require(mail.string("text")))
    }

    /// Accepts an invitation as somebody new; gives the attempt that may enroll.
    func accept(_ token: String, name: String) async throws -> String {
        let accepted = try await acceptance(of: token, name: name)
        return try #require(accepted.string("attempt"))
    }

    private func acceptance(of token: String, name: String) async throws -> Answer {
        let accepted = try await client.ask(
            "POST",
            "/v1/invitations/accept",
            ["token": .string(token), "name": .string(name), "password": .string(Self.password)]
        )
        try #require(accepted.string("state") == "enrollment_required", "\(accepted.text)")
        return accepted
    }

    /// Begins the first method of an attempt that may enroll.
    func addMethod(_ attempt: String) async throws -> (id: String, app: Authenticator) {
        let added = try await client.ask(
            "POST",
            "/v1/sign-in/methods",
            token: attempt,
            ["kind": "authenticator_app", "name": "oathtool"]
        )
        let secret = try #require(added.string("secret"), "\(added.text)")
        return (try #require(added.string("id")), Authenticator(secret: secret))
    }

    /// Accepts an invitation, enrolls and is signed in.
    func join(_ token: String, name: String, email: String) async throws -> Person {
        let accepted = try await acceptance(of: token, name: name)
        let attempt = try #require(accepted.string("attempt"))
        let (method, app, session) = try await enroll(attempt)
        return Person(
            email: email,
            method: method,
            app: app,
            session: session,
            device: try #require(accepted.string("device"))
        )
    }

    /// Adds the first method of an attempt that may enroll, and gives its first code.
    func enroll(
        _ attempt: String
    ) async throws -> (method: String, app: Authenticator, session: String) {
        let (method, app) = try await addMethod(attempt)
        let confirmed = try await client.ask(
            "POST",
            "/v1/sign-in/methods/\(method)/confirm",
            token: attempt,
            ["code": .string(try await app.nextCode())]
        )
        return (method, app, try #require(confirmed.string("session"), "\(confirmed.text)"))
    }

    /// Gives password and code; gives the answer with the session.
    func signIn(_ email: String, method: String, app: Authenticator) async throws -> Answer {
        let started = try await startSignIn(email)
        return try await client.ask(
            "POST",
            "/v1/sign-in/code",
            token: started.string("attempt"),
            ["method": .string(method), "code": .string(try await app.nextCode())]
        )
    }

    /// Gives the right password, from a new device unless one is named; gives the answer with the
    /// attempt.
    func startSignIn(_ email: String, device: String? = nil) async throws -> Answer {
        let named = device.map { [JSONMember("device", .string($0))] } ?? []
        let body = [
            JSONMember("email", .string(email)), JSONMember("password", .string(Self.password)),
        ]
        let started = try await client.ask("POST", "/v1/sign-in", .object(body + named))
        try #require(started.status == 200, "\(started.text)")
        return started
    }

    /// Leaves a person's session where their commands find it, as `sign-in` does.
    func keepSession(_ person: Person, as name: String) throws {
        let kept: JSONValue = [
            "url": .string(client.origin), "email": .string(person.email),
            "session": .string(person.session),
        ]
        _ = try file("\(name).session", String(decoding: kept.serialized(), as: UTF8.self))
    }

    /// Invites somebody; gives the secret of the mailed link.
    func invite(
        _ email: String,
        to account: String,
        by admin: Person,
        grants: [JSONValue] = []
    ) async throws -> String {
        let invited = try await client.ask(
            "POST",
            "/v1/accounts/\(account)/invitations",
            token: admin.session,
            headers: ["Idempotency-Key": "invite-\(email)"],
            ["name": "Somebody", "email": .string(email), "grants": .array(grants)]
        )
        try #require(invited.status == 201, "\(invited.text)")
        return try await mailedToken(to: email)
    }
}
