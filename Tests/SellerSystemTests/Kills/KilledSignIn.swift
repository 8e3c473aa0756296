import Postgres
import SellerModel
import Testing

extension KilledRequest {
    static let start = KilledRequest(
        name: "password",
        lastTable: "sign_in_attempt",
        sendsCommitAlong: true,
        addsUp: true
    ) { scene, number in
        let fixture = scene.fixture
        let ben = try await scene.colleague("start\(number)@example.com")
        return Trial(
            ask: { try await fixture.startSignIn(ben.email) },
            rows: [
                """
                SELECT count(*)
                FROM sign_in_attempt
                JOIN login USING (login_id)
                WHERE email = \(ben.email) AND entry_point <> 'invitation'
                """
            ],
            goOn: { _ in
                let session = try await fixture.signIn(ben.email, method: ben.method, app: ben.app)
                #expect(session.string("state") == "signed_in", "\(session.text)")
            }
        )
    }

    static let code = KilledRequest(name: "code", lastTable: "audit_entry", sendsCommitAlong: true)
    { scene, number in
        let fixture = scene.fixture
        let ben = try await scene.colleague("code\(number)@example.com")
        let attempt = try #require(try await fixture.startSignIn(ben.email).string("attempt"))
        let body: JSONValue = [
            "method": .string(ben.method), "code": .string(try await ben.app.nextCode()),
        ]
        return Trial(
            ask: { try await fixture.client.ask("POST", "/v1/sign-in/code", token: attempt, body) },
            rows: [
                """
                SELECT count(*)
                FROM session AS s
                JOIN sign_in_attempt AS a USING (attempt_id)
                JOIN login AS l ON l.login_id = s.login_id
                WHERE l.email = \(ben.email) AND a.entry_point <> 'invitation'
                """,
                """
                SELECT count(*)
                FROM sign_in_attempt
                JOIN login USING (login_id)
                WHERE email = \(ben.email)
                  AND entry_point <> 'invitation'
                  AND ended_at IS NOT NULL
                """,
                """
                SELECT count(*)
                FROM audit_entry
                JOIN login USING (login_id)
                WHERE email = \(ben.email) AND action = 'sign_in.code' AND outcome = 'done'
                """,
            ],
            goOn: { isDone in
                // The attempt that is over takes nothing; one that lives takes the same code.
                let path = "/v1/sign-in/code"
                let again = try await fixture.client.ask("POST", path, token: attempt, body)
                #expect(again.status == (isDone ? 401 : 200), "\(again.text)")
                let other = try await fixture.startSignIn(ben.email).string("attempt")
                let spent = try await fixture.client.ask("POST", path, token: other, body)
                #expect(spent.code == "code_already_used", "\(spent.text)")
            }
        )
    }
}

extension KillScene {
    /// Somebody of the account who is enrolled.
    func colleague(_ email: String) async throws -> Person {
        let token = try await fixture.invite(email, to: account, by: ada)
        return try await fixture.join(token, name: "Ben", email: email)
    }
}
