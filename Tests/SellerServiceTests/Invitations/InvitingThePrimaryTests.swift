import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Inviting the first primary again` {
    private static func opened(_ team: Team) async throws -> CreatedAccount {
        try await team.service.createAccount(
            name: "Harbour Goods",
            primaryEmail: "pat@example.com",
            primaryName: "Pat"
        )
    }

    @Test
    func `OWN-06 · INV-07 · a lapsed invitation gets a new link, and the account opens by it`()
        async throws
    {
        try await Team.run { team in
            let created = try await Self.opened(team)
            try await team.lapse(created.invitation, in: created.account)
            let first = Team.token(in: created.link)
            let dead = await refusal { _ = try await team.service.inspectInvitation(first) }
            #expect(dead?.code == .notFound)
            let again = try await team.service.invitePrimary(of: created.account)
            #expect(again.invitation == created.invitation)
            #expect(again.email == "pat@example.com")
            let token = try await team.mailedToken(to: "pat@example.com")
            #expect(token == Team.token(in: again.link))
            #expect(token != first)
            let view = try await team.service.acceptInvitation(
                token,
                name: "Pat",
                password: Team.password,
                facts: Team.facts
            )
            let person = try await team.enroll(view, email: "pat@example.com")
            let pat = try await team.member(created.account, person)
            #expect(try await team.service.account(pat.caller).primary == pat.id)
        }
    }

    @Test func `INV-07 · INV-09 · a link that was lost is dead once another one went out`()
        async throws
    {
        try await Team.run { team in
            let created = try await Self.opened(team)
            _ = try await team.service.invitePrimary(of: created.account)
            let lost = await refusal {
                _ = try await team.service.inspectInvitation(Team.token(in: created.link))
            }
            #expect(lost?.code == .notFound)
            let entry = try await team.newestEntry(in: created.account)
            #expect(entry.action == "account.invite_primary")
            #expect(entry.actor == "operator")
            #expect(entry.target == created.invitation.text)
        }
    }

    @Test func `OWN-06 · once the primary has accepted nobody is invited in their place`()
        async throws
    {
        try await Team.run { team in
            let created = try await Self.opened(team)
            let view = try await team.service.acceptInvitation(
                Team.token(in: created.link),
                name: "Pat",
                password: Team.password,
                facts: Team.facts
            )
            let accepted = await refusal {
                _ = try await team.service.invitePrimary(of: created.account)
            }
            #expect(accepted?.code == .conflict)
            #expect(accepted?.next == "sign_in.start")
            _ = try await team.enroll(view, email: "pat@example.com")
            let open = await refusal {
                _ = try await team.service.invitePrimary(of: created.account)
            }
            #expect(open?.code == .conflict)
            #expect(open?.detail.contains("is open") == true)
            #expect(try await team.mails(to: "pat@example.com") == 1)
        }
    }

    @Test func `an unknown account is not found`() async throws {
        try await Team.run { team in
            let refused = await refusal {
                _ = try await team.service.invitePrimary(of: team.service.environment.newID())
            }
            #expect(refused?.code == .notFound)
        }
    }
}

extension Team {
    /// Lets the term of an invitation pass.
    func lapse(_ invitation: ID<Invitation>, in account: ID<Account>) async throws {
        try await service.transaction(account: account) { tx throws(SellerError) in
            _ = try await tx.run(
                Statement<Void>(
                    """
                    UPDATE invitation
                    SET created_at = created_at - interval '1 day', expires_at = now()
                    WHERE invitation_id = \(invitation)
                    """
                )
            )
        }
    }
}
