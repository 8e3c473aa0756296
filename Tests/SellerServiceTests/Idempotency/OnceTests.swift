import SellerModel
import SellerService
import Testing

@Suite struct `A request under an idempotency key` {
    private func invite(
        _ team: Team,
        _ inviter: Member,
        _ key: IdempotencyKey,
        email: String = "sam@example.com"
    ) async throws -> Replayable<CreatedInvitation> {
        try await team.service.invite(
            inviter.caller,
            InvitationRequest(name: "Sam", email: email),
            stepUp: nil,
            idempotency: key,
            facts: Team.facts
        )
    }

    @Test func `The same key and body get the same object and one mail`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let first = try await invite(team, pat, try team.key("k", body: "1"))
            let second = try await invite(team, pat, try team.key("k", body: "1"))
            #expect(!first.isReplay)
            #expect(second.isReplay)
            #expect(first.value == second.value)
            let mails = try await team.service.messages(limit: 50).filter {
                $0.recipient == "sam@example.com"
            }
            #expect(mails.count == 1)
        }
    }

    @Test func `The same key with another body is refused, and another caller has own keys`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            _ = try await invite(team, pat, try team.key("k", body: "1"))
            let refused = await refusal {
                _ = try await invite(
                    team,
                    pat,
                    try team.key("k", body: "2"),
                    email: "x@example.com"
                )
            }
            #expect(refused?.code == .idempotencyMismatch)
            let other = try await invite(team, olga, try team.key("k", body: "2"))
            #expect(!other.isReplay)
        }
    }

    @Test func `A refusal is not kept`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let refused = await refusal {
                _ = try await invite(team, pat, try team.key("k"), email: "pat@example.com")
            }
            #expect(refused?.code == .alreadyUser)
            let made = try await invite(team, pat, try team.key("k"))
            #expect(!made.isReplay)
        }
    }

    @Test func `Sixteen at once make one invitation`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let key = try team.key("k")
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        let refused = await refusal { _ = try await invite(team, pat, key) }
                        #expect(refused == nil || refused?.code == .idempotencyInProgress)
                    }
                }
            }
            let list = try await team.service.invitations(pat.caller, limit: 50, after: nil)
            #expect(list.items.count == 2)
        }
    }

    @Test(arguments: ["", "with space", "ü", String(repeating: "k", count: 256)])
    func `A key is 1 to 255 visible ASCII characters`(key: String) {
        #expect(throws: SellerError.self) { try IdempotencyKey(key, body: []) }
    }
}
