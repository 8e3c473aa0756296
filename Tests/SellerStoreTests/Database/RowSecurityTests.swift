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
        ("invitation_grant", "SELECT count(*) FROM invitation_grant"),
        ("finding", "SELECT count(*) FROM finding"),
        ("audit_entry", "SELECT count(*) FROM audit_entry"),
    ]

    @Test func `each table with rows of accounts is kept apart, and counted here`() async throws {
        try await Store.with { store in
            let tables = try await store.owner.all(Catalogue.accountTables)
            // A session is found by its token, and remembers which account the pages act on.
            let open = tables.filter { !$0.isKeptApart }.map(\.name)
            #expect(open == ["session"])
            let apart = Set(tables.filter(\.isKeptApart).map(\.name))
            #expect(apart == Set(Self.counts.map(\.table)))
        }
    }

    @Test func `without the setting service and reports see no row, with it one account's`()
        async throws
    {
        try await Store.with(EveryTable.script) { store in
            for (table, rows) in Self.counts {
                let all = try await store.owner.count(rows)
                #expect(all == 2, "\(table)")
                for (role, pool) in [("service", store.app), ("reports", store.report)] {
                    let none = try await pool.count(rows)
                    #expect(none == 0, "\(table) without an account, \(role)")
                    let empty = try await pool.count(rows, account: "")
                    #expect(empty == 0, "\(table), empty, \(role)")
                    let own = try await pool.count(rows, account: TwoAccounts.first)
                    #expect(own == 1, "\(table) of one account, \(role)")
                }
            }
        }
    }

    @Test(
        arguments: [
            "SELECT count(*) FROM seller_account", "SELECT count(*) FROM seller_user",
            "SELECT count(*) FROM user_state_history", "SELECT count(*) FROM grant_history",
        ] as [SQL]
    )
    func `workers, who have no account, see every account's rows`(rows: SQL) async throws {
        try await Store.with { store in
            let seen = try await store.worker.count(rows)
            #expect(seen == 2)
        }
    }

    @Test func `an entry about a login alone is in the service's trail and in no report`()
        async throws
    {
        try await Store.with { store in
            let entry: SQL = """
                INSERT INTO audit_entry (audit_id, actor_kind, action, outcome)
                VALUES (gen_random_uuid(), 'stranger', 'test', 'refused')
                """
            #expect(await store.app.breach(entry) == nil)
            let rows: SQL = "SELECT count(*) FROM audit_entry WHERE account_id IS NULL"
            let seen = try await store.app.count(rows, account: TwoAccounts.first)
            #expect(seen == 1)
            let reported = try await store.report.count(rows, account: TwoAccounts.first)
            #expect(reported == 0)
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

    @Test(
        arguments: [
            """
            INSERT INTO seller_account (account_id, name)
            VALUES ('00000000-0000-0000-0000-0000000000a3', 'Third')
            """,
            """
            INSERT INTO permission_grant (account_id, user_id, tool_id, tool_max, level, scope)
            VALUES
                ('00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b2',
                    'settings', 'admin', 'admin', 'global')
            """,
            """
            INSERT INTO audit_entry (audit_id, account_id, actor_kind, action, outcome)
            VALUES
                (gen_random_uuid(), '00000000-0000-0000-0000-0000000000a2', 'system', 'test',
                    'done')
            """,
            """
            INSERT INTO invitation_grant
                (account_id, invitation_id, tool_id, tool_max, level, scope)
            VALUES
                ('00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000d2',
                    'orders', 'edit', 'view', 'de')
            """,
            "UPDATE seller_account SET account_id = '00000000-0000-0000-0000-0000000000a3'",
            "UPDATE seller_user SET account_id = '00000000-0000-0000-0000-0000000000a2'",
            "UPDATE permission_grant SET account_id = '00000000-0000-0000-0000-0000000000a2'",
            "UPDATE invitation SET account_id = '00000000-0000-0000-0000-0000000000a2'",
            "UPDATE finding SET account_id = '00000000-0000-0000-0000-0000000000a2'",
        ] as [SQL]
    )
    func `a row cannot be written into another account`(change: SQL) async throws {
        try await Store.with { store in
            let error = await store.app.breach(change, account: TwoAccounts.first)
            // insufficient_privilege, in its words for a policy: the right itself is there.
            #expect(error?.sqlState == "42501")
            #expect(error?.debugDescription.contains("row-level security") == true)
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
