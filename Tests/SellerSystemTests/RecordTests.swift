import Postgres
import SellerModel
import Testing

extension System {
    @Suite struct `What is kept of the main job` {
        @Test func `AUD-02 · an entry says when, who, whom, from where, how and what changed`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                let ben = try await scene.colleague("ben@example.com")
                let user = try await scene.userID(of: ben)
                let version = try await scene.version(of: user)
                #expect(try await scene.replaceGrants(of: user, at: version).status == 200)
                let attempt = try await fixture.startSignIn(ben.email).string("attempt")
                let wrong = try await ben.app.wrongCode()
                _ = try await fixture.client.ask(
                    "POST",
                    "/v1/sign-in/code",
                    token: attempt,
                    ["method": .string(ben.method), "code": .string(wrong)]
                )
                for (what, entry) in Self.entries {
                    #expect(try await fixture.count(entry) == 1, "\(what)")
                }
                // No ASN is looked up yet: the address is what there is.
                let placeless: SQL = """
                    SELECT count(*)
                    FROM audit_entry
                    WHERE actor_kind <> 'operator'
                      AND (address IS NULL OR request_id IS NULL OR at IS NULL)
                    """
                #expect(try await fixture.count(placeless) == 0)
            }
        }

        private static let entries: [(String, SQL)] = [
            (
                "a change: who, whom, in which session, before and after",
                """
                SELECT count(*)
                FROM audit_entry AS e
                JOIN login AS l ON l.login_id = e.actor_login
                WHERE e.action = 'permissions.replace'
                  AND e.outcome = 'done'
                  AND l.email = 'ada@example.com'
                  AND e.actor_user IS NOT NULL
                  AND e.target_kind = 'user'
                  AND e.account_id IS NOT NULL
                  AND e.session_id IS NOT NULL
                  AND e.before::text NOT LIKE '%orders%'
                  AND e.after::text LIKE '%orders%'
                """
            ),
            (
                "a refusal: of which login, by which method",
                """
                SELECT count(*)
                FROM audit_entry AS e
                JOIN login AS l ON l.login_id = e.login_id
                JOIN two_step_method AS m ON m.method_id = e.method_id
                WHERE e.action = 'sign_in.code'
                  AND e.outcome = 'refused'
                  AND l.email = 'ben@example.com'
                  AND m.login_id = l.login_id
                """
            ),
            (
                "what the operator did",
                """
                SELECT count(*)
                FROM audit_entry
                WHERE action = 'account.create' AND actor_kind = 'operator'
                """
            ),
        ]

        @Test(arguments: ["seller_app", "seller_report", "seller_worker"])
        func `AUD-02 · no role of the program changes or removes an entry`(
            role: String
        ) async throws {
            try await SystemFixture.run { fixture in
                _ = try await fixture.openAccount("Lamps", primary: "ada@example.com")
                var configuration = fixture.administrator
                configuration.role = role
                for change in [
                    "UPDATE audit_entry SET outcome = 'refused'", "DELETE FROM audit_entry",
                    "TRUNCATE audit_entry",
                ] as [StaticString] {
                    let connection = try await PostgresConnection.connect(configuration)
                    let error = await #expect(throws: PostgresError.self) {
                        try await connection.execute(script: PostgresScript(change))
                    }
                    await connection.close()
                    // 42501: insufficient_privilege.
                    #expect(error?.sqlState == "42501", "\(change)")
                }
                #expect(try await fixture.count("SELECT count(*) FROM audit_entry") == 1)
            }
        }

        @Test func `AUD-02 · no password, secret or token is in a row or in the log`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let (account, link) = try await fixture.openAccount(
                    "Lamps",
                    primary: "ada@example.com"
                )
                let ada = try await fixture.join(link, name: "Ada", email: "ada@example.com")
                let token = try await fixture.invite("ben@example.com", to: account, by: ada)
                let attempt = try await fixture.accept(token, name: "Ben")
                // A refusal of each kind: errors are where secrets like to slip out.
                for secret in [attempt, token, ada.session, "\(ada.session)x"] {
                    _ = try await fixture.client.ask("GET", "/v1/sign-in", token: secret)
                    let path = "/v1/accounts/\(account)"
                    _ = try await fixture.client.ask("GET", path, token: secret)
                }
                let secrets = [
                    SystemFixture.password, link, token, attempt, ada.session, ada.device,
                    ada.app.secret,
                ]
                #expect(try await rows(holding: "ada@example.com", fixture) > 0, "the search works")
                for secret in secrets {
                    #expect(try await rows(holding: secret, fixture) == 0, "\(secret.prefix(4))…")
                }
                let log = await fixture.servers[0].stopAndReadLog()
                for secret in secrets { #expect(!log.contains(secret), "\(secret.prefix(4))…") }
            }
        }

        /// The tables with a row that holds a text, as it is or as bytes.
        private func rows(holding text: String, _ fixture: SystemFixture) async throws -> Int64 {
            let pattern = "%\(text)%"
            return try await fixture.count(
                """
                SELECT count(*)
                FROM pg_class
                CROSS JOIN LATERAL (
                    SELECT query_to_xml(
                        format('SELECT r::text AS whole FROM %I AS r', relname), true, false, ''
                    )::text AS rows
                ) AS content
                WHERE relkind = 'r'
                  AND relnamespace = 'public'::regnamespace
                  AND (
                      rows LIKE \(pattern)
                      OR rows LIKE '%' || encode(convert_to(\(text), 'UTF8'), 'hex') || '%'
                  )
                """
            )
        }
    }
}
