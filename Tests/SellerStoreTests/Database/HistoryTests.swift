import Postgres
import SellerStore
import Testing

@Suite struct `History` {
    @Test func `a change of a user's state closes one row and opens the next`() async throws {
        try await Store.with { store in
            let change = await store.app.breach(
                "UPDATE seller_user SET state = 'suspended', suspended_at = now()",
                account: TwoAccounts.first
            )
            #expect(change == nil)
            let closed = try await store.owner.count(
                """
                SELECT count(*)
                FROM user_state_history
                WHERE user_id = '00000000-0000-0000-0000-0000000000b1'
                  AND state = 'active'
                  AND valid_to IS NOT NULL
                """
            )
            let open = try await store.owner.count(
                """
                SELECT count(*)
                FROM user_state_history
                WHERE user_id = '00000000-0000-0000-0000-0000000000b1'
                  AND state = 'suspended'
                  AND valid_to IS NULL
                """
            )
            #expect(closed == 1)
            #expect(open == 1)
        }
    }

    @Test func `a grant leaves its row behind when it is raised and when it is taken away`()
        async throws
    {
        try await Store.with { store in
            let raised = await store.app.breach(
                "UPDATE permission_grant SET level = 'edit'",
                account: TwoAccounts.first
            )
            #expect(raised == nil)
            let taken = await store.app.breach(
                "DELETE FROM permission_grant",
                account: TwoAccounts.first
            )
            #expect(taken == nil)
            let kept = try await store.app.count(
                "SELECT count(*) FROM grant_history WHERE level IN ('view', 'edit')",
                account: TwoAccounts.first
            )
            #expect(kept == 2)
            let open = try await store.app.count(
                "SELECT count(*) FROM grant_history WHERE valid_to IS NULL",
                account: TwoAccounts.first
            )
            #expect(open == 0)
        }
    }

    @Test func `SEED-01 · a new login begins as not enrolled and its enrollment is dated`()
        async throws
    {
        try await Store.with { store in
            let begun = try await store.owner.count(
                """
                SELECT count(*)
                FROM two_step_history
                WHERE state = 'not_enrolled'
                  AND valid_to IS NULL
                """
            )
            #expect(begun == 3)
            let refresh: SQL = "SELECT refresh_enrolled('00000000-0000-0000-0000-0000000000c1')"
            #expect(await store.app.breach(refresh) == nil)
            // A second call finds nothing to change.
            #expect(await store.app.breach(refresh) == nil)
            let enrolled = try await store.owner.count(
                """
                SELECT count(*)
                FROM two_step_history
                WHERE login_id = '00000000-0000-0000-0000-0000000000c1'
                  AND state = 'enrolled'
                  AND valid_to IS NULL
                """
            )
            #expect(enrolled == 1)
        }
    }

    @Test func `a new password is known to nobody else, whatever was known of the old one`()
        async throws
    {
        try await Store.with { store in
            let known: SQL = "UPDATE login SET stranger_failures = 10, password_exposed_at = now()"
            #expect(await store.owner.breach(known) == nil)
            let exposed: SQL = """
                SELECT count(*)
                FROM login
                WHERE stranger_failures = 10
                  AND password_exposed_at IS NOT NULL
                """
            let rehashed: SQL = "UPDATE login SET password_hash = 'stronger'"
            #expect(await store.app.breach(rehashed) == nil)
            let before = try await store.owner.count(exposed)
            #expect(before == 3)
            let changed: SQL = "UPDATE login SET password_hash = 'new', password_changed_at = now()"
            #expect(await store.app.breach(changed) == nil)
            let after = try await store.owner.count(
                """
                SELECT count(*)
                FROM login
                WHERE stranger_failures > 0
                   OR password_exposed_at IS NOT NULL
                """
            )
            #expect(after == 0)
        }
    }

    @Test func `SEED-16 · a one-time step never goes down again`() async throws {
        try await Store.with { store in
            #expect(await store.owner.breach("UPDATE two_step_method SET last_step = 7") == nil)
            let lower = await store.owner.breach("UPDATE two_step_method SET last_step = 6")
            #expect(lower?.constraint == "two_step_method_step_upwards")
            let forgotten = await store.owner.breach("UPDATE two_step_method SET last_step = NULL")
            #expect(forgotten?.constraint == "two_step_method_step_upwards")
        }
    }
}
