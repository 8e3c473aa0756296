import SellerModel
import SellerService
import Testing

@Suite struct `Inviting` {
    @Test func `INV-01 · the invitation goes to the address by mail, and its link tells the offer`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let token = try await team.invite("Sam@Example.com ", by: pat).token
            let offer = try await team.service.inspectInvitation(token)
            #expect(offer.accountName == "Harbour Goods")
            #expect(offer.inviterName == "Pat Primary")
            #expect(offer.email == "sam@example.com")
            let list = try await team.service.invitations(pat.caller, limit: 50, after: nil)
            #expect(list.items.map(\.state) == ["pending", "accepted"])
            let entry = try await team.newestEntry(in: pat.caller.account)
            #expect(entry.action == "invitations.create")
            #expect(entry.outcome == "done")
        }
    }

    @Test func `SEED-21 · no mail carries anything that looks like a code`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            _ = try await team.joinAdmin("sam@example.com", by: pat)
            let mails = try await team.service.messages(limit: 200)
            #expect(mails.count >= 3)
            for mail in mails {
                let words = mail.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                // The token of a link is one word of 47 characters and never six digits.
                #expect(!words.contains { $0.count == 6 && $0.allSatisfy(\.isNumber) })
            }
        }
    }

    @Test func `INV-02 · users have 14 days and partners 7`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            try await team.invite("sam@example.com", by: pat)
            try await team.invite("firm@example.com", by: pat, kind: .partner)
            let list = try await team.service.invitations(pat.caller, limit: 2, after: nil)
            let days = list.items.map {
                ($0.expiresAt.unixSeconds - $0.createdAt.unixSeconds) / 86_400
            }
            #expect(days == [7, 14])
            #expect(list.nextCursor != nil)
        }
    }

    @Test func `SEED-05 · INV-08 · a user and an invited address are refused by their own codes`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            _ = try await team.join("sam@example.com", by: pat)
            let user = await refusal { try await team.invite(" SAM@example.com", by: pat) }
            #expect(user?.code == .alreadyUser)
            try await team.invite("third@example.com", by: pat)
            let invited = await refusal { try await team.invite("Third@example.com", by: pat) }
            #expect(invited?.code == .alreadyInvited)
            let foreign = await refusal { try await team.invite("sam@exämple.com", by: pat) }
            #expect(foreign?.code == .invalid)
            #expect(foreign?.fields.first?.detail.contains("xn--") == true)
        }
    }

    @Test func `INV-07 · a lapsed invitation blocks no new one`() async throws {
        var limits = Limits()
        limits.partnerInvitationSeconds = 0
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let lapsed = try await team.invite("firm@example.com", by: pat, kind: .partner)
            let dead = await refusal { _ = try await team.service.inspectInvitation(lapsed.token) }
            #expect(dead?.code == .notFound)
            let again = try await team.invite("firm@example.com", by: pat)
            _ = try await team.service.inspectInvitation(again.token)
        }
    }

    @Test func `INV-07 · sending again makes a new link and kills the older one`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let first = try await team.invite("sam@example.com", by: pat)
            try await team.service.resendInvitation(pat.caller, first.id, facts: Team.facts)
            let second = try await team.mailedToken(to: "sam@example.com")
            #expect(second != first.token)
            let dead = await refusal { _ = try await team.service.inspectInvitation(first.token) }
            #expect(dead?.code == .notFound)
            _ = try await team.service.inspectInvitation(second)
        }
    }

    @Test func `INV-09 · unknown, revoked and used links get one answer`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let revoked = try await team.invite("one@example.com", by: pat)
            try await team.service.revokeInvitation(pat.caller, revoked.id, facts: Team.facts)
            let used = try await team.invite("two@example.com", by: pat)
            _ = try await team.service.acceptInvitation(
                used.token,
                name: "Two",
                password: Team.password,
                facts: Team.facts
            )
            let unknown = "ivt_" + String(repeating: "A", count: 43)
            var answers: [SellerError?] = []
            for token in [revoked.token, used.token, unknown, "sst_x", ""] {
                answers.append(
                    await refusal { _ = try await team.service.inspectInvitation(token) }
                )
                answers.append(
                    await refusal {
                        _ = try await team.service.acceptInvitation(
                            token,
                            name: "X",
                            password: Team.password,
                            facts: Team.facts
                        )
                    }
                )
            }
            #expect(answers.allSatisfy { $0?.code == .notFound && $0 == answers.first })
            let again = await refusal {
                try await team.service.revokeInvitation(pat.caller, used.id, facts: Team.facts)
            }
            #expect(again?.code == .conflict)
        }
    }

    @Test func `INV-10 · users and open invitations together reach the limit`() async throws {
        var limits = Limits()
        limits.usersPerAccount = 2
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let open = try await team.invite("sam@example.com", by: pat)
            let full = await refusal { try await team.invite("third@example.com", by: pat) }
            #expect(full?.code == .limitReached)
            try await team.service.revokeInvitation(pat.caller, open.id, facts: Team.facts)
            try await team.invite("third@example.com", by: pat)
        }
    }

    @Test func `INV-10 · a lapsed invitation that is sent again needs a place again`() async throws
    {
        var limits = Limits()
        limits.usersPerAccount = 2
        limits.partnerInvitationSeconds = 0
        try await Team.run(limits: limits) { team in
            let pat = try await team.openAccount()
            let lapsed = try await team.invite("firm@example.com", by: pat, kind: .partner)
            try await team.invite("sam@example.com", by: pat)
            let full = await refusal {
                try await team.service.resendInvitation(pat.caller, lapsed.id, facts: Team.facts)
            }
            #expect(full?.code == .limitReached)
        }
    }
}
