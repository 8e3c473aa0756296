import Postgres
import SellerStore
import Testing

@Suite struct `Row level security` {
    /// The tables of account data, each counted.
    private static let counts: [(table: String, rows: SQL)] = [
        ("seller_account", "SELECT count(*) FROM seller_account"),
        ("seller_user", "SELECT count(*) FROM seller_user"),
        ("user_state_history", "SELECT count(*) FROM user_state_history"),
        ("permission_grant", "SELECT count(*) FROM permission_grant"),
        ("grant_history", "SELECT count(*) FROM grant_history"),
        ("invitation", "SELECT count(*) FROM invitation"),
        ("finding", "SELECT count(*) FROM finding"),
        ("audit_entry", "SELECT count(*) FROM audit_entry"),
    ]

    @Test func `without the setting the service sees no row, with it one account's`()
        async throws
    {
        try await Store.with { store in
            for (table, rows) in Self.counts {
                let found1 = try await store.owner.count(rows)
                #expect(found1 == 2, "\(table)")
                let found2 = try await store.app.count(rows)
                #expect(found2 == 0, "\(table) without an account")
                let found3 = try await store.app.count(rows, account: "")
                #expect(found3 == 0, "\(table), empty")
                let own = try await store.app.count(rows, account: TwoAccounts.first)
                #expect(own == 1, "\(table) of one account")
            }
        }
    }

    @Test func `reports see one account's rows, and no other's`() async throws {
        try await Store.with { store in
            let rows: SQL = "SELECT count(*) FROM seller_user"
            let found4 = try await store.report.count(rows)
            #expect(found4 == 0)
            let found5 = try await store.report.count(rows, account: TwoAccounts.second)
            #expect(found5 == 1)
        }
    }

    @Test func `a change reaches the chosen account only`() async throws {
        try await Store.with { store in
            let error = await store.app.breach(
                "UPDATE seller_account SET name = 'Renamed'",
                account: TwoAccounts.first
            )
            #expect(error == nil)
            let renamed = try await store.owner.count(
                "SELECT count(*) FROM seller_account WHERE name = 'Renamed'"
            )
            #expect(renamed == 1)
        }
    }

    @Test func `a row cannot be written into another account`() async throws {
        try await Store.with { store in
            let error = await store.app.breach(
                """
                INSERT INTO permission_grant
                    (account_id, user_id, tool_id, tool_max, level, scope)
                VALUES
                    ('00000000-0000-0000-0000-0000000000a2',
                        '00000000-0000-0000-0000-0000000000b2', 'settings', 'admin', 'admin',
                        'global')
                """,
                account: TwoAccounts.first
            )
            // insufficient_privilege: the new row breaks the policy.
            #expect(error?.sqlState == "42501")
        }
    }

    @Test(
        arguments: [
            "DELETE FROM audit_entry", "UPDATE audit_entry SET action = 'other'",
            "DELETE FROM login", "DELETE FROM seller_user", "DELETE FROM two_step_method",
            "DELETE FROM session", "DELETE FROM finding",
            "UPDATE grant_history SET valid_to = now()",
            "DELETE FROM two_step_history", "UPDATE tool SET max_level = 'admin'",
            "UPDATE two_step_history SET state = 'enrolled'",
            "SELECT body_sealed FROM outbox_message",
        ] as [SQL]
    )
    func `the service may not rewrite what has to stay, nor read sent mail`(
        change: SQL
    )
        async throws
    {
        try await Store.with { store in
            let error = await store.app.breach(change, account: TwoAccounts.first)
            #expect(error?.sqlState == "42501")
        }
    }

    @Test(
        arguments: [
            "SELECT password_hash FROM login", "SELECT secret_sealed FROM two_step_method",
            "SELECT token_digest FROM session", "SELECT token_digest FROM invitation",
            "UPDATE seller_user SET state = 'active'",
        ] as [SQL]
    )
    func `reports read no secret and change nothing`(statement: SQL) async throws {
        try await Store.with { store in
            let error = await store.report.breach(statement, account: TwoAccounts.first)
            #expect(error?.sqlState == "42501")
        }
    }
}
