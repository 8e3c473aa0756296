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
        try await Store.with(EveryTable.script) { store in
            for breach in Breach.all {
                let error = await store.owner.breach(breach.change)
                #expect(error?.constraint == breach.rule, "\(breach.rule): \(error as Any)")
            }
            let logins = try await store.owner.count("SELECT count(*) FROM login")
            #expect(logins == 3)
        }
    }

    @Test func `each named rule of the schema is broken by one of these tests`() async throws {
        try await Store.with { store in
            let rules = Set(try await store.owner.all(Catalogue.rules))
            let broken = Set(Breach.all.map(\.rule))
            #expect(rules.subtracting(broken).sorted() == [], "add a Breach")
            let triggers = Set(try await store.owner.all(Catalogue.triggers))
            let unseen = triggers.subtracting(broken).subtracting(Self.followed)
            #expect(unseen.sorted() == [], "add a test of what it does")
            #expect(broken.subtracting(rules.union(triggers)).sorted() == [], "no such rule")
        }
    }

    /// Triggers that refuse nothing: the tests of histories and of the password see what they do.
    private static let followed: Set = [
        "login_history", "login_password_change_lifts_exposure", "permission_grant_history",
        "permission_grant_history_edges", "seller_user_history", "seller_user_history_begin",
    ]

    @Test func `no row of any table can stand twice`() async throws {
        try await Store.with(EveryTable.script) { store in
            #expect(await store.owner.breach(Catalogue.everyRowTwice) == nil)
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
