import Postgres
import SellerModel
import Testing

extension System {
    /// Three server processes on one database, asked all at once.
    @Suite struct `Three servers at once` {
        @Test func `SEED-19 SEED-23 · a code that is given 64 times at once opens one session`()
            async throws
        {
            try await SystemFixture.run(servers: 3) { fixture in
                let (_, token) = try await fixture.openAccount("Lamps", primary: "ada@example.com")
                let ada = try await fixture.join(token, name: "Ada", email: "ada@example.com")
                let attempt = try #require(
                    try await fixture.startSignIn(ada.email).string("attempt")
                )
                let body: JSONValue = [
                    "method": .string(ada.method), "code": .string(try await ada.app.nextCode()),
                ]
                let answers = try await fixture.together(64) { client in
                    try await client.ask("POST", "/v1/sign-in/code", token: attempt, body)
                }
                #expect(answers.filter { $0.status == 200 }.count == 1)
                // The device is unknown: its eleventh try, while the first ones are not done yet, is
                // held off as one of somebody who guesses.
                let others = answers.filter {
                    ![200, 401, 409, 422, 429, 503].contains($0.status)
                        && $0.code != "mailbox_confirmation_required"
                }
                #expect(others.isEmpty, "\(others.prefix(3))")
                #expect(try await fixture.count("SELECT count(*) FROM session") == 2)
            }
        }

        @Test func `INV-09 · an invitation that is accepted 32 times at once makes one user`()
            async throws
        {
            try await SystemFixture.run(servers: 3) { fixture in
                let (_, token) = try await fixture.openAccount("Lamps", primary: "ada@example.com")
                let body: JSONValue = [
                    "token": .string(token), "name": "Ada",
                    "password": .string(SystemFixture.password),
                ]
                let answers = try await fixture.together(32) { client in
                    try await client.ask("POST", "/v1/invitations/accept", body)
                }
                #expect(answers.filter { $0.status == 200 }.count == 1)
                #expect(answers.allSatisfy { [200, 404, 409, 429, 503].contains($0.status) })
                #expect(try await fixture.count("SELECT count(*) FROM seller_user") == 1)
                #expect(try await fixture.count("SELECT count(*) FROM login") == 1)
            }
        }

        @Test func `SEED-02 · two tickets of one login, confirmed at once, enroll one method`()
            async throws
        {
            try await SystemFixture.run(servers: 3) { fixture in
                let (_, token) = try await fixture.openAccount("Lamps", primary: "ada@example.com")
                let invited = try await fixture.accept(token, name: "Ada")
                let mailed = try await attemptByMailbox(fixture, "ada@example.com")
                var bodies: [(String, String, JSONValue)] = []
                for attempt in [invited, mailed] {
                    let (method, app) = try await fixture.addMethod(attempt)
                    bodies.append((attempt, method, ["code": .string(try await app.nextCode())]))
                }
                let tries = bodies
                let answers = try await fixture.together(2) { client, index in
                    let (attempt, method, body) = tries[index]
                    let path = "/v1/sign-in/methods/\(method)/confirm"
                    return try await client.ask("POST", path, token: attempt, body)
                }
                #expect(answers.filter { $0.status == 200 }.count == 1)
                let active: SQL = "SELECT count(*) FROM two_step_method WHERE state = 'active'"
                #expect(try await fixture.count(active) == 1)
                #expect(try await fixture.count("SELECT count(*) FROM session") == 1)
            }
        }

        /// A second attempt of a login that never enrolled, with the ticket of its mailbox.
        private func attemptByMailbox(
            _ fixture: SystemFixture,
            _ email: String
        ) async throws -> String {
            let first = try await fixture.startSignIn(email)
            #expect(first.string("state") == "mailbox_confirmation_required")
            let asked = try await fixture.client.ask(
                "POST",
                "/v1/sign-in/mailbox-link",
                token: first.string("attempt")
            )
            #expect(asked.status == 202)
            // The link helps whoever reads the mailbox, never the attempt that asked for it.
            let second = try await fixture.startSignIn(email)
            let attempt = try #require(second.string("attempt"))
            let ticket = try await fixture.mailedToken(to: email)
            let shown = try await fixture.client.ask(
                "POST",
                "/v1/sign-in/ticket",
                token: attempt,
                ["ticket": .string(ticket)]
            )
            try #require(shown.string("state") == "enrollment_required", "\(shown.text)")
            return attempt
        }
    }
}
