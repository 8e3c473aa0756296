import Postgres
import SellerModel
import Testing

extension KilledRequest {
    static let invite = KilledRequest(name: "invite", lastTable: "audit_entry") { scene, number in
        let email = "invite\(number)@example.com"
        let ask = { @Sendable in
            try await scene.post(
                "invitations",
                key: email,
                ["name": "Ben", "email": .string(email)]
            )
        }
        return Trial(
            ask: ask,
            rows: [
                "SELECT count(*) FROM invitation WHERE email = \(email)",
                "SELECT count(*) FROM outbox_message WHERE recipient = \(email)",
                """
                SELECT count(*)
                FROM audit_entry
                WHERE action = 'invitations.create' AND after::text LIKE \("%\(email)%")
                """,
            ],
            goOn: { _ in
                let again = try await ask()
                #expect(again.status == 201, "\(again.text)")
            }
        )
    }

    static let flag = KilledRequest(name: "flag", lastTable: "audit_entry") { scene, number in
        let email = "flag\(number)@example.com"
        let ben = try await scene.colleague(email)
        let user = try await scene.userID(of: ben)
        let ask = { @Sendable in
            try await scene.post("shared-logins", key: email, ["user": .string(user)])
        }
        return Trial(
            ask: ask,
            rows: [
                """
                SELECT count(*)
                FROM finding
                JOIN seller_user USING (account_id, user_id)
                JOIN login USING (login_id)
                WHERE email = \(email)
                """,
                """
                SELECT count(*)
                FROM outbox_message
                WHERE recipient = \(email) AND template = 'shared_login_flagged'
                """,
                """
                SELECT count(*)
                FROM audit_entry
                WHERE action = 'shared_logins.flag' AND target_id = \(user)
                """,
            ],
            goOn: { _ in
                let again = try await ask()
                #expect(again.status == 201, "\(again.text)")
            }
        )
    }

    static let replace = KilledRequest(name: "grants", lastTable: "permission_grant") {
        scene,
        number in
        let ben = try await scene.colleague("grants\(number)@example.com")
        let user = try await scene.userID(of: ben)
        let version = try await scene.version(of: user)
        let ask = { @Sendable in try await scene.replaceGrants(of: user, at: version) }
        return Trial(
            ask: ask,
            rows: rowsOfGrants(ben.email, user, after: try #require(version.number)),
            goOn: { isDone in
                let again = try await ask()
                #expect(again.status == (isDone ? 412 : 200), "\(again.text)")
            }
        )
    }

    private static func rowsOfGrants(
        _ email: String,
        _ user: String,
        after version: Int64
    ) -> [SQL] {
        [
            """
            SELECT count(*)
            FROM permission_grant
            JOIN seller_user USING (account_id, user_id)
            JOIN login USING (login_id)
            WHERE email = \(email)
            """,
            """
            SELECT count(*)
            FROM grant_history
            JOIN seller_user USING (account_id, user_id)
            JOIN login USING (login_id)
            WHERE email = \(email)
            """,
            """
            SELECT version - \(version)
            FROM seller_user
            JOIN login USING (login_id)
            WHERE email = \(email)
            """,
            """
            SELECT count(*)
            FROM audit_entry
            WHERE action = 'permissions.replace' AND target_id = \(user) AND outcome = 'done'
            """,
        ]
    }
}

extension KillScene {
    /// Posts to the account as Ada, under an idempotency key.
    func post(_ collection: String, key: String, _ body: JSONValue) async throws -> Answer {
        try await fixture.client.ask(
            "POST",
            "/v1/accounts/\(account)/\(collection)",
            token: ada.session,
            headers: ["Idempotency-Key": key],
            body
        )
    }

    /// The version of a user's grants, as the first of two requests reads it.
    func version(of user: String) async throws -> EntityTag {
        let seen = try await fixture.client.ask("GET", path(of: user), token: ada.session)
        return try #require(seen.entityTag, "\(seen.text)")
    }

    /// Gives a user one grant and no other, as Ada.
    func replaceGrants(of user: String, at version: EntityTag) async throws -> Answer {
        try await fixture.client.ask(
            "PUT",
            path(of: user),
            token: ada.session,
            headers: ["If-Match": version.text],
            ["grants": .array([["tool": "orders", "level": "view", "scope": "global"]])]
        )
    }

    private func path(of user: String) -> String {
        "/v1/accounts/\(account)/users/\(user)/permissions"
    }

    /// The id of a colleague in the account.
    func userID(of person: Person) async throws -> String {
        let path = "/v1/accounts/\(account)/users?limit=200"
        let users = try await fixture.client.ask("GET", path, token: ada.session).json
        let user = users.array("items").first { $0.string("email") == person.email }
        return try #require(user?.string("id"))
    }
}
