import SellerModel
import Testing

/// Who asks during a load, with what they ask with.
struct LoadPeople: Sendable {
    /// Whose permission comes and goes, and the version of the permissions before the load.
    let changed: String
    let version: Int64
    /// Who may ask whether it is there.
    let service: String
    /// Whose codes are guessed: attempt and body, and the wrong codes before the load.
    let guessed: Person
    let guess: (attempt: String, body: JSONValue)
    /// Who gives one right code at two places at once: attempt and body.
    let coder: Person
    let code: (attempt: String, body: JSONValue)
    /// The primary of another account.
    let stranger: Person

    init(_ name: String, _ place: FaultPlace) async throws {
        let (fixture, scene) = (place.fixture, place.scene)
        let ben = try await scene.colleague("\(name)-changed@example.com")
        changed = try await scene.userID(of: ben)
        version = try #require(try await scene.version(of: changed).number)
        let added = try await fixture.command(["service", "add", "--name", name, "--json"]).json
        service = try #require(added.string("token"))
        guessed = try await scene.colleague("\(name)-guessed@example.com")
        let first = try await fixture.startSignIn(guessed.email, device: guessed.device)
        let wrong = try await guessed.app.wrongCode()
        guess = (
            try #require(first.string("attempt")),
            ["method": .string(guessed.method), "code": .string(wrong)]
        )
        coder = try await scene.colleague("\(name)-coder@example.com")
        let second = try await fixture.startSignIn(coder.email, device: coder.device)
        let right = try await coder.app.nextCode()
        code = (
            try #require(second.string("attempt")),
            ["method": .string(coder.method), "code": .string(right)]
        )
        let address = "\(name)-stranger@example.com"
        let (_, link) = try await fixture.openAccount("Chairs", primary: address)
        stranger = try await fixture.join(link, name: "Eve", email: address)
        // Signed out before anything fails: nothing may bring this session back.
        let out = try await fixture.client.ask("DELETE", "/v1/session", token: coder.session)
        try #require(out.status == 204, "\(out.text)")
    }
}
