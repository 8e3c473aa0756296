import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Access to an account` {
    @Test func `OWN-06 · an account opens with the enrollment of its one primary`() async throws {
        try await Team.run { team in
            let created = try await team.service.createAccount(
                name: "Harbour Goods",
                primaryEmail: "pat@example.com",
                primaryName: "Pat"
            )
            let view = try await team.service.acceptInvitation(
                Team.token(in: created.link),
                name: "Pat",
                password: Team.password,
                facts: Team.facts
            )
            #expect(view.state == .enrollmentRequired)
            let person = try await team.enroll(view, email: "pat@example.com")
            let pat = try await team.member(created.account, person)
            let account = try await team.service.account(pat.caller)
            #expect(account.state == "open")
            #expect(account.primary == pat.id)
        }
    }

    @Test func `OWN-06 · the database refuses an open account without its own primary`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let other = try await team.openAccount("Other", primary: "olga@example.com")
            for primary in [nil, other.id] {
                let refused = await refusal {
                    try await team.service.transaction(account: pat.caller.account) {
                        tx throws(SellerError) in
                        _ = try await tx.run(
                            Statement<Void>(
                                "UPDATE seller_account SET primary_user_id = \(primary)"
                            )
                        )
                    }
                }
                #expect(refused?.code == .lastPrimary)
            }
        }
    }

    @Test func `I9 · a stranger gets not_found, and the try stands in the stranger's trail`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let other = try await team.openAccount("Other", primary: "olga@example.com")
            let refused = await refusal {
                _ = try await team.service.access(
                    other.person.session,
                    account: pat.caller.account,
                    authority: .anyUser,
                    operation: .accountView,
                    facts: Team.facts
                )
            }
            #expect(refused == .notFound)
            let entry = try await team.newestEntry(of: other.person.session.login)
            #expect(entry.action == "account.view")
            #expect(entry.outcome == "refused")
        }
    }

    @Test(arguments: ["suspended", "removed", "pending"])
    func `Decision 15 · a user who is not active does not see the account`(
        state: String
    )
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            try await team.service.transaction(account: pat.caller.account) {
                tx throws(SellerError) in
                _ = try await tx.run(
                    Statement<Void>(
                        """
                        UPDATE seller_user
                        SET state = \(state)::text::user_state
                        WHERE user_id = \(sam.id)
                        """
                    )
                )
            }
            let refused = await refusal {
                _ = try await team.member(pat.caller.account, sam.person)
            }
            #expect(refused == .notFound)
            // Read before the change, a caller is let in no longer either.
            let late = await refusal {
                try await team.invite("third@example.com", by: sam)
            }
            #expect(late?.code == .notFound)
        }
    }

    @Test func `PERM-05 · a denial names the level that is missing and who can give it`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let refused = await refusal {
                _ = try await team.service.access(
                    sam.person.session,
                    account: pat.caller.account,
                    authority: .tool("user-permissions", .view)
                )
            }
            #expect(refused?.code == .permissionDenied)
            #expect(refused?.detail.contains("view on user-permissions") == true)
            #expect(refused?.detail.contains("Pat Primary") == true)
        }
    }

    @Test func `I9 · without the account set no row of any account is visible`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            _ = try await team.join("sam@example.com", by: pat, grants: [.of("orders", .view)])
            try await team.invite("third@example.com", by: pat)
            let counts = try await team.pool.one(
                Statement<Int64>(
                    """
                    SELECT
                        (SELECT count(*) FROM seller_account)
                        + (SELECT count(*) FROM seller_user)
                        + (SELECT count(*) FROM permission_grant)
                        + (SELECT count(*) FROM invitation)
                        + (SELECT count(*) FROM finding)
                        + (SELECT count(*) FROM audit_entry WHERE account_id IS NOT NULL)
                    """
                )
            )
            #expect(counts == 0)
        }
    }
}
