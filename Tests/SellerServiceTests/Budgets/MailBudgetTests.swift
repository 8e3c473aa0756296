import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Mails that users cause` {
    @Test func `an address gets only so many an hour, by all accounts and in all ways`()
        async throws
    {
        var limits = Limits()
        limits.mailsPerRecipientPerHour = 3
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let sam = try await team.join("sam@example.com", by: pat)
            try await team.flag(sam.id, by: pat)
            let again = try await team.invite("sam@example.com", by: olga)
            let resent = await refusal {
                try await team.service.resendInvitation(olga.caller, again.id, facts: Team.facts)
            }
            #expect(resent?.code == .rateLimited)
            #expect((1...3_600).contains(resent?.retryAfterSeconds ?? 0))
            #expect(try await team.mails(to: "sam@example.com") == 3)
            // Somebody else is written to all the same.
            try await team.invite("tom@example.com", by: pat)
        }
    }

    @Test func `an account that wrote to an address all day keeps no other from it`()
        async throws
    {
        var limits = Limits()
        limits.mailsPerAccountPerRecipientPerDay = 1
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let first = try await team.invite("sam@example.com", by: pat)
            try await team.service.revokeInvitation(pat.caller, first.id, facts: Team.facts)
            let second = await refusal { try await team.invite("sam@example.com", by: pat) }
            #expect(second?.code == .rateLimited)
            #expect((1...86_400).contains(second?.retryAfterSeconds ?? 0))
            try await team.invite("tom@example.com", by: pat)
            try await team.invite("sam@example.com", by: olga)
        }
    }

    @Test func `a day has a limit over all accounts too`() async throws {
        var limits = Limits()
        limits.mailsPerRecipientPerDay = 1
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            try await team.invite("sam@example.com", by: pat)
            let second = await refusal { try await team.invite("sam@example.com", by: olga) }
            #expect(second?.code == .rateLimited)
            #expect((1...86_400).contains(second?.retryAfterSeconds ?? 0))
        }
    }

    @Test func `by default two accounts fill less than a person's day`() {
        let limits = Limits()
        #expect(2 * limits.mailsPerAccountPerRecipientPerDay < limits.mailsPerRecipientPerDay)
    }

    @Test func `an account has a limit, and another account its own`() async throws {
        var limits = Limits()
        limits.mailsPerAccountPerHour = 2
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            try await team.invite("sam@example.com", by: pat)
            try await team.invite("one@example.com", by: pat)
            let invited = await refusal { try await team.invite("two@example.com", by: pat) }
            #expect(invited?.code == .rateLimited)
            let list = try await team.service.invitations(pat.caller, limit: 50, after: nil)
            #expect(!list.items.map(\.email).contains("two@example.com"))
            try await team.invite("two@example.com", by: olga)
        }
    }

    @Test func `what is replayed or refused counts nothing`() async throws {
        var limits = Limits()
        limits.mailsPerRecipientPerHour = 1
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            // Refused for want of a code: nothing was mailed.
            let power = await refusal {
                try await team.invite("sam@example.com", by: pat, grants: [.userAdmin])
            }
            #expect(power?.code == .stepUpRequired)
            let key = try team.key("one")
            for isReplay in [false, true, true] {
                let made = try await team.service.invite(
                    pat.caller,
                    InvitationRequest(name: "Sam", email: "sam@example.com"),
                    stepUp: nil,
                    idempotency: key,
                    facts: Team.facts
                )
                #expect(made.isReplay == isReplay)
            }
            #expect(try await team.mails(to: "sam@example.com") == 1)
        }
    }

    @Test func `a flag that is replayed counts nothing`() async throws {
        var limits = Limits()
        limits.mailsPerRecipientPerHour = 2
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let key = try team.key("one")
            for isReplay in [false, true, true] {
                let made = try await team.service.flagSharedLogin(
                    pat.caller,
                    user: sam.id,
                    note: nil,
                    idempotency: key,
                    facts: Team.facts
                )
                #expect(made.isReplay == isReplay)
            }
            #expect(try await team.mails(to: "sam@example.com") == 2)
        }
    }
}

extension Team {
    /// Declares a login as shared.
    @discardableResult
    func flag(_ user: ID<User>, by editor: Member) async throws -> FindingView {
        try await service.flagSharedLogin(
            editor.caller,
            user: user,
            note: nil,
            idempotency: try key(),
            facts: Self.facts
        ).value
    }

    /// How many invitations and flags were mailed to an address.
    func mails(to email: String) async throws -> Int {
        try await service.messages(limit: 1_000).count {
            $0.recipient == email && ["invitation", "shared_login_flagged"].contains($0.template)
        }
    }
}
