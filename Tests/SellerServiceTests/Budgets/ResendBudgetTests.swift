import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Resends that users ask for` {
    @Test func `INV-03 · two resends stand 30 seconds apart`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.invite("sam@example.com", by: pat)
            try await team.service.resendInvitation(pat.caller, sam.id, facts: Team.facts)
            let token = try await team.mailedToken(to: "sam@example.com")
            let soon = await refusal {
                try await team.service.resendInvitation(pat.caller, sam.id, facts: Team.facts)
            }
            #expect(soon?.code == .rateLimited)
            #expect(soon?.retryAfterSeconds == 30)
            // The link that went out is still the good one.
            _ = try await team.service.inspectInvitation(token)
            try await team.letHalfAMinutePass()
            try await team.service.resendInvitation(pat.caller, sam.id, facts: Team.facts)
        }
    }

    @Test func `resends that two accounts ask for at once are counted one by one`() async throws {
        var limits = Limits()
        limits.resendApartSeconds = 0
        limits.mailsPerRecipientPerHour = 4
        try await Team.run(limits: limits) { team in
            let invitations = try await invitationsOfTwoAccounts(team)
            let answers = await resendTogether(invitations, team)
            #expect(answers.filter { $0 == nil }.count == 2)
            #expect(answers.compactMap(\.?.code).allSatisfy { $0 == .rateLimited })
            #expect(try await team.mails(to: "sam@example.com") == 4)
        }
    }

    @Test func `of resends that two accounts ask for at once only one goes out`() async throws {
        var limits = Limits()
        limits.mailsPerRecipientPerHour = 100
        try await Team.run(limits: limits) { team in
            let invitations = try await invitationsOfTwoAccounts(team)
            for _ in 0..<5 {
                let answers = await resendTogether(invitations, team)
                #expect(answers.filter { $0 == nil }.count == 1)
                try await team.letHalfAMinutePass()
            }
        }
    }

    private func invitationsOfTwoAccounts(
        _ team: Team
    ) async throws -> [(member: Member, id: ID<Invitation>)] {
        let pat = try await team.openAccount()
        let olga = try await team.openAccount("Other", primary: "olga@example.com")
        return [
            (pat, try await team.invite("sam@example.com", by: pat).id),
            (olga, try await team.invite("sam@example.com", by: olga).id),
        ]
    }

    /// Each six times, all at once.
    private func resendTogether(
        _ invitations: [(member: Member, id: ID<Invitation>)],
        _ team: Team
    ) async -> [SellerError?] {
        await withTaskGroup(of: SellerError?.self) { group in
            for number in 0..<12 {
                let (member, id) = invitations[number % invitations.count]
                group.addTask {
                    await refusal {
                        try await team.service.resendInvitation(
                            member.caller,
                            id,
                            facts: Team.facts
                        )
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

extension Team {
    /// Moves the resends so far half a minute into the past.
    func letHalfAMinutePass() async throws {
        try await service.transaction { tx throws(SellerError) in
            _ = try await tx.run(
                Statement<Void>(
                    """
                    UPDATE budget
                    SET window_start = window_start - interval '30 seconds'
                    WHERE kind = 'resend'
                    """
                )
            )
        }
    }
}
