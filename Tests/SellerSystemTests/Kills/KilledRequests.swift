import Postgres
import SellerModel
import Testing

/// The requests of the main job that change something.
extension KilledRequest {
    static let all = [accept, addMethod, confirm, start, code, invite, replace, flag]

    static let accept = KilledRequest(name: "accept", lastTable: "audit_entry") { scene, number in
        let fixture = scene.fixture
        let email = "accept\(number)@example.com"
        let token = try await fixture.invite(email, to: scene.account, by: scene.ada)
        let body: JSONValue = [
            "token": .string(token), "name": "Ben", "password": .string(SystemFixture.password),
        ]
        let ask = { @Sendable in
            try await fixture.client.ask("POST", "/v1/invitations/accept", body)
        }
        return Trial(
            ask: ask,
            rows: [
                "SELECT count(*) FROM login WHERE email = \(email)",
                "SELECT count(*) FROM seller_user JOIN login USING (login_id) WHERE email = \(email)",
                """
                SELECT count(*)
                FROM invitation
                WHERE email = \(email) AND accepted_at IS NOT NULL
                """,
                """
                SELECT count(*)
                FROM audit_entry
                JOIN login USING (login_id)
                WHERE email = \(email) AND action = 'invitation.accept'
                """,
            ],
            goOn: { isDone in
                let again = try await ask()
                #expect(again.status == (isDone ? 404 : 200), "\(again.text)")
                // Who lost the attempt goes on with the password and the link of the mail.
                let attempt = try await fixture.startSignIn(email).string("attempt")
                let shown = try await fixture.client.ask(
                    "POST",
                    "/v1/sign-in/ticket",
                    token: attempt,
                    ["ticket": .string(token)]
                )
                #expect(shown.string("state") == "enrollment_required", "\(shown.text)")
            }
        )
    }

    static let addMethod = KilledRequest(
        name: "add a method",
        lastTable: "two_step_method",
        addsUp: true
    ) { scene, number in
        let fixture = scene.fixture
        let email = "add\(number)@example.com"
        let token = try await fixture.invite(email, to: scene.account, by: scene.ada)
        let attempt = try await fixture.accept(token, name: "Ben")
        return Trial(
            ask: {
                try await fixture.client.ask(
                    "POST",
                    "/v1/sign-in/methods",
                    token: attempt,
                    ["kind": "authenticator_app", "name": "oathtool"]
                )
            },
            rows: [
                """
                SELECT count(*)
                FROM two_step_method
                JOIN login USING (login_id)
                WHERE email = \(email) AND state = 'pending'
                """,
                """
                SELECT count(*)
                FROM audit_entry
                JOIN login USING (login_id)
                WHERE email = \(email) AND action = 'sign_in.add_method'
                """,
            ],
            goOn: { _ in _ = try await fixture.enroll(attempt) }
        )
    }

    static let confirm = KilledRequest(
        name: "confirm a method",
        lastTable: "audit_entry"
    ) { scene, number in
        let fixture = scene.fixture
        let email = "confirm\(number)@example.com"
        let token = try await fixture.invite(email, to: scene.account, by: scene.ada)
        let attempt = try await fixture.accept(token, name: "Ben")
        let (method, app) = try await fixture.addMethod(attempt)
        let body: JSONValue = ["code": .string(try await app.nextCode())]
        let ask = { @Sendable in
            let path = "/v1/sign-in/methods/\(method)/confirm"
            return try await fixture.client.ask("POST", path, token: attempt, body)
        }
        return Trial(
            ask: ask,
            rows: enrollmentRows(of: email),
            goOn: { isDone in
                let again = try await ask()
                #expect(again.status == (isDone ? 401 : 200), "\(again.text)")
                let session = try await fixture.signIn(email, method: method, app: app)
                #expect(session.string("state") == "signed_in", "\(session.text)")
            }
        )
    }

    private static func enrollmentRows(of email: String) -> [SQL] {
        [
            """
            SELECT count(*)
            FROM session AS s
            JOIN sign_in_attempt AS a USING (attempt_id)
            JOIN login AS l ON l.login_id = s.login_id
            WHERE l.email = \(email) AND a.entry_point = 'invitation'
            """,
            "SELECT count(*) FROM login WHERE email = \(email) AND first_enrolled_at IS NOT NULL",
            """
            SELECT count(*)
            FROM two_step_method
            JOIN login USING (login_id)
            WHERE email = \(email) AND state = 'active'
            """,
            """
            SELECT count(*)
            FROM seller_user
            JOIN login USING (login_id)
            WHERE email = \(email) AND state = 'active'
            """,
            """
            SELECT count(*)
            FROM outbox_message
            WHERE recipient = \(email) AND template = 'enrolled'
            """,
            """
            SELECT count(*)
            FROM audit_entry
            JOIN login USING (login_id)
            WHERE email = \(email) AND action = 'sign_in.confirm_method' AND outcome = 'done'
            """,
        ]
    }
}
