import Postgres
import SellerModel
import Testing

extension System {
    /// Security rules 4 and 11, with three server processes on one database.
    @Suite struct `Two hundred wrong codes at once` {
        private static let tries = 200

        @Test func `SEED-23 · over twenty logins, where none is full, all 200 are counted`()
            async throws
        {
            try await SystemFixture.run(servers: 3) { fixture in
                let people = try await self.people(20, fixture)
                let bodies = try await wrongCodes(of: people)
                var attempts: [String] = []
                for person in people {
                    let started = try await fixture.startSignIn(person.email)
                    attempts.append(try #require(started.string("attempt")))
                }
                let tokens = attempts
                let answers = try await fixture.together(Self.tries) { client, index in
                    let (token, body) = (tokens[index % 20], bodies[index % 20])
                    return try await client.ask("POST", "/v1/sign-in/code", token: token, body)
                }
                let tally = Tally(answers)
                #expect(tally.compared == Self.tries, "\(tally)")
                #expect(try await counted(fixture) == 200)
                let each = "SELECT count(*) FROM two_step_method WHERE failures = 10" as SQL
                #expect(try await fixture.count(each) == 20)
                #expect(try await audited(fixture) == 200)
            }
        }

        @Test(arguments: [true, false])
        func `SEED-23 · at one login ten are counted and compared, the others are refused before`(
            isKnown: Bool
        ) async throws {
            try await SystemFixture.run(servers: 3) { fixture in
                let ada = try await people(1, fixture)[0]
                let (tally, right) = try await storm(ada, isKnown: isKnown, fixture)
                #expect(tally.compared == 10, "\(tally)")
                #expect(tally.refused == Self.tries - 10, "\(tally)")
                #expect(try await counted(fixture) == 10)
                #expect(try await audited(fixture) == 10)
                #expect(right.status != 200, "a paused method takes no right code either")
            }
        }

        @Test func `SEED-23 · the cap of a hundred holds, and then the method is disabled`()
            async throws
        {
            let limits = ["SELLER_ACCOUNTS_FAILURES_BEFORE_PAUSE": "100"]
            try await SystemFixture.run(servers: 3, limits: limits) { fixture in
                let ada = try await people(1, fixture)[0]
                let (tally, right) = try await storm(ada, isKnown: true, fixture)
                #expect(tally.compared == 100, "\(tally)")
                #expect(tally.refused == Self.tries - 100, "\(tally)")
                #expect(try await counted(fixture) == 100)
                #expect(try await audited(fixture) == 100)
                let disabled =
                    "SELECT count(*) FROM two_step_method WHERE state = 'disabled'" as SQL
                #expect(try await fixture.count(disabled) == 1)
                #expect(right.status != 200, "a disabled method takes no right code either")
            }
        }

        /// How the answers divide: every one is of one kind.
        private struct Tally {
            /// Compared with the secret, and wrong.
            var compared = 0
            /// Refused without a comparison.
            var refused = 0
            var others: [String] = []

            init(_ answers: [Answer]) {
                for answer in answers {
                    switch (answer.status, answer.code) {
                    case (422, "invalid_code"): compared += 1
                    case (429, "rate_limited"), (403, "mailbox_confirmation_required"),
                        (409, "method_not_usable"), (403, "recovery_required"):
                        refused += 1
                    default: others.append("\(answer.status) \(answer.text)")
                    }
                }
            }
        }

        /// All tries at one login, over four attempts; then the right code at one of them.
        private func storm(
            _ person: Person,
            isKnown: Bool,
            _ fixture: SystemFixture
        ) async throws -> (Tally, right: Answer) {
            let body = try await wrongCodes(of: [person])[0]
            var attempts: [String] = []
            for _ in 0..<4 {
                let device = isKnown ? person.device : nil
                let started = try await fixture.startSignIn(person.email, device: device)
                attempts.append(try #require(started.string("attempt")))
            }
            let tokens = attempts
            let answers = try await fixture.together(Self.tries) { client, index in
                let token = tokens[index % tokens.count]
                return try await client.ask("POST", "/v1/sign-in/code", token: token, body)
            }
            let right = try await fixture.client.ask(
                "POST",
                "/v1/sign-in/code",
                token: tokens[0],
                [
                    "method": .string(person.method),
                    "code": .string(try await person.app.nextCode()),
                ]
            )
            return (Tally(answers), right)
        }

        private func people(_ count: Int, _ fixture: SystemFixture) async throws -> [Person] {
            let scene = try await KillScene(fixture)
            var people = [scene.ada]
            while people.count < count {
                people.append(try await scene.colleague("ben\(people.count)@example.com"))
            }
            return people
        }

        private func wrongCodes(of people: [Person]) async throws -> [JSONValue] {
            var bodies: [JSONValue] = []
            for person in people {
                let code = try await person.app.wrongCode()
                bodies.append(["method": .string(person.method), "code": .string(code)])
            }
            return bodies
        }

        private func counted(_ fixture: SystemFixture) async throws -> Int64 {
            try await fixture.count("SELECT sum(failures) FROM two_step_method")
        }

        /// One audit entry for each comparison that failed.
        private func audited(_ fixture: SystemFixture) async throws -> Int64 {
            try await fixture.count(
                """
                SELECT count(*)
                FROM audit_entry
                WHERE action = 'sign_in.code'
                  AND outcome = 'refused'
                  AND after ->> 'code' = 'invalid_code'
                """
            )
        }
    }
}
