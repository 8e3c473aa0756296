import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Flagging a shared login` {
    private func flag(
        _ team: Team,
        _ editor: Member,
        _ user: ID<User>,
        note: String? = nil
    ) async throws -> FindingView {
        try await team.service.flagSharedLogin(
            editor.caller,
            user: user,
            note: note,
            idempotency: try team.key(),
            facts: Team.facts
        ).value
    }

    @Test func `SEED-06 · the flag names both risks and who is affected`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let finding = try await flag(team, pat, sam.id, note: "three people\nin the office")
            #expect(finding.risks.map(\.kind) == ["security", "availability"])
            #expect(finding.affectedUsers.map(\.user) == [sam.id])
            #expect(finding.declaredBy == pat.id)
            let entry = try await team.newestEntry(in: pat.caller.account)
            #expect(entry.action == "shared_logins.flag")
            #expect(entry.after?.contains(finding.id.text) == true)
        }
    }

    @Test func `SEED-25 · SEED-29 · it recommends logins of their own, by inviting these people`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let finding = try await flag(team, pat, sam.id)
            #expect(finding.action == .invitationsCreate)
            #expect(finding.recommendation.contains("Invite each person"))
            #expect(finding.reaches == ["selling", "buying"])
            let told = try await team.service.messages(limit: 1)
            #expect(told.map(\.recipient) == ["sam@example.com"])
            let users = try await team.service.users(
                pat.caller,
                filter: UsersFilter(),
                limit: 50,
                after: nil
            )
            #expect(users.items.filter(\.sharedLogin).map(\.id) == [sam.id])
        }
    }

    @Test func `Decision 11 · a flag blocks nobody, and a second one joins the first`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let first = try await flag(team, pat, sam.id, note: "first")
            let second = try await flag(team, pat, sam.id)
            #expect(first.id == second.id)
            #expect(second.note == "first")
            let open = try await team.service.sharedLogins(pat.caller, limit: 50, after: nil)
            #expect(open.items.map(\.id) == [first.id])
            _ = try await team.member(pat.caller.account, sam.person)
        }
    }

    @Test func `evidence stays bounded, and the first of it stays`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            _ = try await flag(team, pat, sam.id, note: "first")
            _ = try await team.service.transaction(account: pat.caller.account) {
                tx throws(SellerError) in
                try await tx.run(
                    Statement<Void>(
                        """
                        UPDATE finding
                        SET evidence = evidence || (
                            SELECT jsonb_agg(jsonb_build_object('n', n))
                            FROM generate_series(1, 99) AS s (n)
                        )
                        """
                    )
                )
            }
            _ = try await flag(team, pat, sam.id, note: "last")
            let kept = try await team.service.transaction(account: pat.caller.account) {
                tx throws(SellerError) in
                try await tx.one(
                    Statement<String>(
                        """
                        SELECT concat_ws(
                            ' ', jsonb_array_length(evidence), evidence -> 0 ->> 'note',
                            evidence -> 1 ->> 'n', evidence -> -1 ->> 'note'
                        )
                        FROM finding
                        """
                    )
                )
            }
            #expect(kept == "100 first 2 last")
        }
    }

    @Test func `mails of other accounts keep no login from being flagged`() async throws {
        var limits = Limits()
        limits.mailsPerRecipientPerHour = 2
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            try await team.invite("sam@example.com", by: olga)
            let finding = try await flag(team, pat, sam.id)
            let open = try await team.service.sharedLogins(pat.caller, limit: 50, after: nil)
            #expect(open.items.map(\.id) == [finding.id])
            // The notice alone is left out, and the trail says so.
            #expect(try await team.mails(to: "sam@example.com") == 2)
            let entry = try await team.newestEntry(in: pat.caller.account)
            #expect(entry.action == "shared_logins.flag")
            #expect(entry.outcome == "done")
            #expect(entry.after?.contains("\"person_told\": false") == true)
        }
    }

    @Test func `an account that has spent its mails flags too, and takes none from the person`()
        async throws
    {
        var limits = Limits()
        limits.mailsPerAccountPerHour = 1
        limits.mailsPerRecipientPerHour = 3
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let sam = try await team.join("sam@example.com", by: pat)
            for _ in 1...3 { _ = try await flag(team, pat, sam.id) }
            let open = try await team.service.sharedLogins(pat.caller, limit: 50, after: nil)
            #expect(open.items.count == 1)
            try await team.invite("sam@example.com", by: olga)
            #expect(try await team.mails(to: "sam@example.com") == 2)
        }
    }

    @Test func `the trail says that the person was told`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            _ = try await flag(team, pat, sam.id)
            let entry = try await team.newestEntry(in: pat.caller.account)
            #expect(entry.after?.contains("\"person_told\": true") == true)
        }
    }

    @Test func `A user without admin cannot flag, and a foreign user is not found`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let denied = await refusal { _ = try await flag(team, sam, pat.id) }
            #expect(denied?.code == .permissionDenied)
            let foreign = await refusal { _ = try await flag(team, pat, olga.id) }
            #expect(foreign == .notFound)
        }
    }
}
