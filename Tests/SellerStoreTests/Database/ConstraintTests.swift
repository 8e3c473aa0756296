import Postgres
import SellerStore
import Testing

/// A change that the schema must refuse, by the name of the rule.
struct Breach: Sendable, CustomTestStringConvertible {
    let rule: String
    let change: SQL

    init(_ rule: String, _ change: SQL) {
        self.rule = rule
        self.change = change
    }

    var testDescription: String { rule }
}

@Suite struct `Constraints` {
    @Test func `SEED-05 OWN-06 PERM-04 · each rule refuses what it names, and nothing is left`()
        async throws
    {
        try await Store.with { store in
            for breach in Breach.all {
                let error = await store.owner.breach(breach.change)
                #expect(error?.constraint == breach.rule, "\(breach.rule): \(error as Any)")
            }
            let logins = try await store.owner.count("SELECT count(*) FROM login")
            #expect(logins == 3)
        }
    }

    @Test func `SEED-21 · no method can be of kind e-mail`() async throws {
        try await Store.with { store in
            let error = await store.owner.breach(
                """
                UPDATE two_step_method SET kind = 'email'::text::method_kind
                """
            )
            // invalid_text_representation: the word is not of the type.
            #expect(error?.sqlState == "22P02")
        }
    }

    @Test func `a removed user can become a user again, a live one not twice`() async throws {
        try await Store.with { store in
            let again: SQL = """
                INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
                SELECT account_id, gen_random_uuid(), login_id, 'secondary', 'pending'
                FROM seller_user
                WHERE user_id = '00000000-0000-0000-0000-0000000000b2'
                """
            #expect(await store.owner.breach(again)?.constraint == "seller_user_one_live")
            let removal: SQL = """
                UPDATE seller_user
                SET state = 'removed'
                WHERE user_id = '00000000-0000-0000-0000-0000000000b2'
                """
            #expect(await store.owner.breach(removal) == nil)
            #expect(await store.owner.breach(again) == nil)
        }
    }

    @Test func `OWN-06 · an account that is open cannot lose its primary user`() async throws {
        try await Store.with { store in
            let error = await store.owner.breach("UPDATE seller_account SET primary_user_id = NULL")
            #expect(error?.constraint == "account_primary_exactly_one")
            let stranger = await store.owner.breach(
                """
                UPDATE seller_account
                SET primary_user_id = '00000000-0000-0000-0000-0000000000b2'
                WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
                """
            )
            #expect(stranger?.constraint == "account_primary_own_user")
        }
    }
}
