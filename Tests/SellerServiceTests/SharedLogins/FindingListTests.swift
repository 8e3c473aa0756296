import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Listing shared logins` {
    @Test func `pages follow each other, and a cursor is good for its own caller only`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let ada = try await team.joinAdmin("ada@example.com", by: pat)
            let sam = try await team.join("sam@example.com", by: pat)
            var flagged: [ID<Finding>] = []
            for user in [ada.id, sam.id, pat.id] {
                flagged.append(try await team.flag(user, by: pat).id)
            }
            var seen: [ID<Finding>] = []
            var cursor: String?
            var first: String?
            repeat {
                let page = try await team.service.sharedLogins(pat.caller, limit: 1, after: cursor)
                seen += page.items.map(\.id)
                cursor = page.nextCursor
                first = first ?? cursor
            } while cursor != nil
            #expect(seen == flagged.reversed())
            let refused = await refusal {
                _ = try await team.service.sharedLogins(ada.caller, limit: 1, after: first)
            }
            #expect(refused?.code == .invalidCursor)
        }
    }

    @Test func `SEED-06 · the own finding is shown however many others the account has`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let own = try await team.flag(sam.id, by: pat)
            try await team.service.transaction(account: pat.caller.account) {
                tx throws(SellerError) in
                _ = try await tx.run(
                    Statement<Void>(
                        """
                        INSERT INTO finding (account_id, finding_id, user_id, kind, level)
                        SELECT
                            \(pat.caller.account),
                            -- Later than any id of this year, so that they come first in the list.
                            ('ffffffff-ffff-7fff-8fff-' || lpad(n::text, 12, '0'))::uuid,
                            \(pat.id), 'shared_concurrent', 'suspect'
                        FROM generate_series(1, 1001) AS n
                        """
                    )
                )
            }
            let view = try await team.service.twoStep(sam.person.session)
            #expect(view.findings.map(\.id) == [own.id])
        }
    }
}
