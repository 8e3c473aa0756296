import Foundation
import SellerModel
import Testing

/// The main job as a script does it: secrets in files, answers in JSON, codes by oathtool.
struct Walk: Sendable {
    private let fixture: SystemFixture
    private let account: String
    private let app: Authenticator

    /// Steps 1 and 2: the operator opens the account, Ada accepts and enrolls.
    init(_ fixture: SystemFixture) async throws {
        self.fixture = fixture
        let created = try await fixture.command([
            "account", "create", "--name", "Nordic Lamps", "--email", "ada@example.com",
            "--print-link", "--json",
        ]).json
        account = try #require(created.string("account"))
        let command = try fixture.start(
            [
                "accept", "--link-file",
                try fixture.file("ada.link", try #require(created.string("link"))),
                "--name", "Ada Lovelace", "--password-file",
                try fixture.file("ada.password", SystemFixture.password),
                "--code-file", "-", "--json",
            ],
            as: "ada"
        )
        let shown = await command.output.first { $0.contains("otpauth_uri") }
        let offer = shown.flatMap { try? JSONParser.parse(Array($0.utf8)) }
        guard let secret = offer?.string("secret") else {
            let done = try await command.finish()
            Issue.record("accept showed no secret: \(done.complaints) \(done.output)")
            throw Abandoned()
        }
        app = Authenticator(secret: secret)
        try command.type(try await app.nextCode())
        let done = try await command.finish()
        #expect(done.status == 0, "\(done.complaints)")
        #expect(try done.json.string("state") == "signed_in")
    }

    private struct Abandoned: Error {}

    /// Step 3: the password alone opens nothing, and a code works once.
    func signIn() async throws {
        let arguments = [
            "sign-in", "--email", "ada@example.com", "--password-file",
            fixture.path("ada.password"), "--json",
        ]
        let refused = try await fixture.start(arguments, as: "stranger").finish()
        #expect(refused.status == 6)
        #expect(!refused.output.contains("signed_in"))
        let code = ["--code-file", try fixture.file("ada.code", try await app.nextCode())]
        try await fixture.command(arguments + code, as: "ada")
        let again = try await fixture.start(arguments + code, as: "stranger").finish()
        #expect(again.status == 2)
        let me = try await fixture.command(["whoami", "--json"], as: "ada").json
        #expect(me.string("email") == "ada@example.com")
        #expect(me.array("accounts").first?.string("kind") == "primary")
    }

    /// Steps 4 and 5: Ada invites, Ben accepts over HTTP; gives his attempt, which waits for a code.
    func inviteUpToTheFirstCode() async throws -> String {
        let invited = try await fixture.command(
            [
                "invite", "--account", account, "--email", "ben@example.com", "--name",
                "Ben Okafor", "--grant", "inventory=edit", "--json",
            ],
            as: "ada"
        ).json
        #expect(invited.string("id")?.hasPrefix("inv_") == true)
        let token = try await fixture.mailedToken(to: "ben@example.com")
        let attempt = try await fixture.accept(token, name: "Ben Okafor")
        let ben = try await user("ben@example.com")
        #expect(ben?.string("state") == "pending")
        return attempt
    }

    /// Ben's attempt is good for his own enrollment and nothing else.
    func reachesNothing(_ attempt: String) async throws {
        for path in ["/v1/session", "/v1/two-step", "/v1/accounts/\(account)", users] {
            let answer = try await fixture.client.ask("GET", path, token: attempt)
            #expect(answer.status == 403, "\(path)")
            #expect(answer.code == "enrollment_required", "\(path)")
        }
    }

    /// Ben gives his first code.
    func enroll(_ attempt: String) async throws {
        let (method, app) = try await fixture.addMethod(attempt)
        let confirmed = try await fixture.client.ask(
            "POST",
            "/v1/sign-in/methods/\(method)/confirm",
            token: attempt,
            ["code": .string(try await app.nextCode())]
        )
        let session = try #require(confirmed.string("session"), "\(confirmed.text)")
        let seen = try await fixture.client.ask("GET", "/v1/accounts/\(account)", token: session)
        #expect(seen.status == 200, "\(seen.text)")
    }

    /// Step 6: the addresses that the report lists.
    func missing() async throws -> [String] {
        let report = try await fixture.command(
            ["report", "missing-enrollment", "--account", account, "--format", "ndjson"],
            as: "ada"
        )
        return report.output.split(separator: "\n").compactMap { line in
            (try? JSONParser.parse(Array(line.utf8)))?.string("email")
        }
    }

    /// A user as the list shows them.
    func user(_ email: String) async throws -> JSONValue? {
        let list = try await fixture.command(
            ["users", "list", "--account", account, "--json"],
            as: "ada"
        ).json
        return list.array("items").first { $0.string("email") == email }
    }

    /// Step 7: nothing without the version that was read, and nothing with one that is gone.
    func replacePermissions(of user: String) async throws {
        let session = try adaSession
        let path = "\(users)/\(user)/permissions"
        let read = try await fixture.client.ask("GET", path, token: session)
        let version = try #require(read.entityTag, "\(read.text)")
        let grants: JSONValue = [
            "grants": .array([
                ["tool": "inventory", "level": "edit", "scope": "global"],
                ["tool": "orders", "level": "view", "scope": "global"],
            ])
        ]
        var answers: [Int] = []
        for headers in [[:], ["If-Match": version.text], ["If-Match": version.text]] {
            let answer = try await fixture.client.ask(
                "PUT",
                path,
                token: session,
                headers: headers,
                grants
            )
            answers.append(answer.status)
        }
        #expect(answers == [428, 200, 412])
        let after = try await fixture.client.ask("GET", path, token: session)
        #expect(
            Set(after.json.array("grants").compactMap { $0.string("tool") })
                == ["inventory", "orders"]
        )
    }

    /// Step 8: a flag names both risks and locks nobody out.
    func flag(_ user: String) async throws {
        let finding = try await fixture.command(
            [
                "shared-logins", "flag", "--account", account, "--user", user, "--note",
                "The whole desk uses it", "--json",
            ],
            as: "ada"
        ).json
        #expect(
            Set(finding.array("risks").compactMap { $0.string("kind") })
                == ["security", "availability"]
        )
        let list = try await fixture.command(
            ["shared-logins", "list", "--account", account, "--json"],
            as: "ada"
        ).json
        #expect(list.array("items").map { $0.string("user") } == [user])
        #expect(try await self.user("ben@example.com")?.string("state") == "active")
    }

    private var users: String { "/v1/accounts/\(account)/users" }

    /// What `jq -r .session` reads from the session file.
    private var adaSession: String {
        get throws {
            let file = try Data(contentsOf: URL(filePath: fixture.path("ada.session")))
            return try #require(try JSONParser.parse(Array(file)).string("session"))
        }
    }
}
