import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Sending an invitation again` {
    @Test func `Rule 25 · INV-07 · a lapsed invitation to power is not revived without a code`()
        async throws
    {
        var limits = Limits()
        limits.partnerInvitationSeconds = 0
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let lapsed = try await team.invite(
                "firm@example.com",
                by: pat,
                kind: .partner,
                grants: [.userAdmin],
                stepUp: try await team.stepUp(pat, .invitationsCreate)
            )
            let refused = await refusal {
                try await team.service.resendInvitation(pat.caller, lapsed.id, facts: Team.facts)
            }
            #expect(refused?.code == .conflict)
            #expect(refused?.next == "invitations.create")
            #expect(try await team.mailedToken(to: "firm@example.com") == lapsed.token)
            // Inviting anew asks for a code of its own.
            let anew = await refusal {
                try await team.invite("firm@example.com", by: pat, grants: [.userAdmin])
            }
            #expect(anew?.code == .stepUpRequired)
        }
    }

    @Test func `INV-07 · one that is lapsed or to power is, and only both together are refused`()
        async throws
    {
        var limits = Limits()
        limits.partnerInvitationSeconds = 0
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let lapsed = try await team.invite("firm@example.com", by: pat, kind: .partner)
            let power = try await team.invite(
                "sam@example.com",
                by: pat,
                grants: [.userAdmin],
                stepUp: try await team.stepUp(pat, .invitationsCreate)
            )
            for id in [lapsed.id, power.id] {
                try await team.service.resendInvitation(pat.caller, id, facts: Team.facts)
            }
        }
    }

    @Test func `Rule 25 · nobody sends again what they could not give today`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let orders = Grant.of("orders", .edit)
            let ada = try await team.joinAdmin("ada@example.com", by: pat, grants: [orders])
            let sam = try await team.invite("sam@example.com", by: ada, grants: [orders])
            func resend(_ member: Member) async -> SellerError? {
                await refusal {
                    try await team.service.resendInvitation(
                        member.caller,
                        sam.id,
                        facts: Team.facts
                    )
                }
            }
            try await team.setGrants(of: ada, [.userAdmin], by: pat)
            #expect(await resend(ada)?.code == .aboveOwnRights)
            try await team.setGrants(of: ada, [orders], by: pat)
            #expect(await resend(ada)?.code == .permissionDenied)
            // Still the first link: a refused resend kills nothing.
            _ = try await team.service.inspectInvitation(sam.token)
            #expect(await resend(pat) == nil)
        }
    }

    @Test(arguments: ["removed", "suspended"])
    func `Rule 25 · an inviter who is gone meanwhile gives nothing`(state: String) async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let orders = Grant.of("orders", .edit)
            let ada = try await team.joinAdmin("ada@example.com", by: pat, grants: [orders])
            let token = try await team.invite("sam@example.com", by: ada, grants: [orders]).token
            try await team.service.transaction(account: pat.caller.account) {
                tx throws(SellerError) in
                _ = try await tx.run(
                    Statement<Void>(
                        """
                        UPDATE seller_user
                        SET state = \(state)::text::user_state
                        WHERE user_id = \(ada.id)
                        """
                    )
                )
            }
            let view = try await team.service.acceptInvitation(
                token,
                name: "Sam",
                password: Team.password,
                facts: Team.facts
            )
            let sam = try await team.member(
                pat.caller.account,
                try await team.enroll(view, email: "sam@example.com")
            )
            #expect(try await team.service.permissions(pat.caller, sam.id).grants.isEmpty)
        }
    }
}

extension Team {
    /// Replaces the grants of a member by somebody who may.
    func setGrants(of member: Member, _ grants: [Grant], by editor: Member) async throws {
        let held = try await service.permissions(editor.caller, member.id)
        _ = try await service.replacePermissions(
            editor.caller,
            user: member.id,
            grants: grants,
            expectedVersion: held.version,
            dryRun: false,
            stepUp: nil,
            facts: Self.facts
        )
    }
}
