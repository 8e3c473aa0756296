import Postgres
import SellerModel
import Testing

extension System {
    @Suite struct `Every route and every caller` {
        /// In the order of the letters of `GoldenAccess`.
        private enum Caller: CaseIterable {
            /// No credential at all.
            case nobody
            /// Right password of somebody enrolled.
            case waitsForCode
            /// A fresh invitation accepted, not enrolled.
            case hasTicket
            /// A pending user who signs in with the right password and no ticket.
            case pending
            /// An active user of the account without any grant.
            case withoutPermission
            /// The primary of another account.
            case stranger
            /// A suspended user of the account, still signed in.
            case suspended
            /// The primary of the account: without somebody who is let in, a closed door proves
            /// nothing.
            case primary
        }

        @Test func `SEED-09 SEED-55 · no route lets in more than the table on paper says`()
            async throws
        {
            let names = OperationCatalogue.all.map(\.name.rawValue)
            #expect(Set(names) == Set(GoldenAccess.table.keys))
            #expect(names.count == GoldenAccess.table.count)
            try await SystemFixture.run { fixture in
                let (values, tokens) = try await callers(fixture)
                for row in inOrder {
                    let expected = Array(GoldenAccess.table[row.name.rawValue] ?? "")
                    #expect(expected.count == Caller.allCases.count)
                    for (caller, letter) in zip(Caller.allCases, expected) {
                        let answer = try await fixture.client.ask(
                            row.verb.rawValue,
                            path(of: row, values),
                            token: tokens[caller],
                            headers: headers(of: row),
                            // Wrong enough to change nothing for those who are let in.
                            row.verb == .get ? nil : [:]
                        )
                        #expect(
                            self.letter(answer) == letter,
                            "\(row.name.rawValue) as \(caller): \(answer.status) \(answer.text)"
                        )
                    }
                }
            }
        }

        /// The table's order, but with the end of the own session at the end.
        private var inOrder: [SellerModel.Operation] {
            OperationCatalogue.all.filter { $0.name != .sessionEnd }
                + OperationCatalogue.all.filter { $0.name == .sessionEnd }
        }

        /// Everybody, with the ids that paths take.
        private func callers(
            _ fixture: SystemFixture
        ) async throws -> (values: [String: String], tokens: [Caller: String]) {
            let (account, link) = try await fixture.openAccount("Lamps", primary: "ada@example.com")
            let ada = try await fixture.join(link, name: "Ada", email: "ada@example.com")
            let (_, other) = try await fixture.openAccount("Chairs", primary: "eve@example.com")
            let eve = try await fixture.join(other, name: "Eve", email: "eve@example.com")
            let forBen = try await fixture.invite("ben@example.com", to: account, by: ada)
            let ben = try await fixture.join(forBen, name: "Ben", email: "ben@example.com")
            let forDan = try await fixture.invite("dan@example.com", to: account, by: ada)
            let dan = try await fixture.join(forDan, name: "Dan", email: "dan@example.com")
            try await suspend(dan, fixture)
            let forCy = try await fixture.invite("cy@example.com", to: account, by: ada)
            let ticket = try await fixture.accept(forCy, name: "Cy")
            let tokens: [Caller: String?] = [
                .waitsForCode: try await fixture.startSignIn(ben.email).string("attempt"),
                .hasTicket: ticket,
                .pending: try await fixture.startSignIn("cy@example.com").string("attempt"),
                .withoutPermission: ben.session,
                .stranger: eve.session,
                .suspended: dan.session,
                .primary: ada.session,
            ]
            return (try await ids(fixture, account, ada), tokens.compactMapValues { $0 })
        }

        private func suspend(_ person: Person, _ fixture: SystemFixture) async throws {
            let changed = try await fixture.count(
                """
                WITH suspended AS (
                    UPDATE seller_user
                    SET state = 'suspended', suspended_at = now()
                    WHERE login_id = (SELECT login_id FROM login WHERE email = \(person.email))
                    RETURNING 1
                )
                SELECT count(*)
                FROM suspended
                """
            )
            #expect(changed == 1)
        }

        private func ids(
            _ fixture: SystemFixture,
            _ account: String,
            _ ada: Person
        ) async throws -> [String: String] {
            func list(_ path: String) async throws -> [JSONValue] {
                try await fixture.client.ask("GET", path, token: ada.session).json.array("items")
            }
            let user = try await list("/v1/accounts/\(account)/users").first
            let invitation = try await list("/v1/accounts/\(account)/invitations").first
            return [
                "account": account,
                "user": try #require(user?.string("id")),
                "invitation": try #require(invitation?.string("id")),
                // Nobody's, so that nobody of the walk is signed out by it.
                "session": "ses_00000000000000000000000000",
                "method": ada.method,
                "step_up": "sup_none",
                "report": "missing-enrollment",
            ]
        }

        private func path(of row: SellerModel.Operation, _ values: [String: String]) -> String {
            row.path.split(separator: "/").map { part in
                guard part.hasPrefix("{") else { return "/\(part)" }
                let name = String(part.dropFirst().dropLast())
                return "/" + (values[name] ?? "missing-\(name)")
            }.joined()
        }

        private func headers(of row: SellerModel.Operation) -> [String: String] {
            var headers: [String: String] = [:]
            if row.idempotencyKey { headers["Idempotency-Key"] = "walk" }
            if row.ifMatch { headers["If-Match"] = "\"v1\"" }
            return headers
        }

        private func letter(_ answer: Answer) -> Character {
            switch (answer.status, answer.code) {
            case (401, "unauthenticated"): "U"
            case (403, "code_required"): "C"
            case (403, "enrollment_required"): "E"
            case (403, "mailbox_confirmation_required"): "M"
            case (403, "permission_denied"): "P"
            case (404, "not_found"): "N"
            case (200..<300, _), (400, _), (409, _), (415, _), (422, _): "+"
            default: "?"
            }
        }
    }
}
