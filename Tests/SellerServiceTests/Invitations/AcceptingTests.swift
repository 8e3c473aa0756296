import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Accepting an invitation` {
    @Test func `INV-09 · accepted 32 times at once it makes one user`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let token = try await team.invite("sam@example.com", by: pat).token
            let accepted = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        await refusal {
                            _ = try await team.service.acceptInvitation(
                                token,
                                name: "Sam",
                                password: Team.password,
                                facts: Team.facts
                            )
                        } == nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(accepted == 1)
            let users = try await team.service.users(
                pat.caller,
                filter: UsersFilter(),
                limit: 50,
                after: nil
            )
            #expect(users.items.count == 2)
        }
    }

    @Test func `SEED-30 · INV-06 · drafts are in force after acceptance and enrollment only`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let token = try await team.invite(
                "sam@example.com",
                by: pat,
                grants: [.of("orders", .edit)]
            ).token
            let view = try await team.service.acceptInvitation(
                token,
                name: "Sam",
                password: Team.password,
                facts: Team.facts
            )
            #expect(view.state == .enrollmentRequired)
            let waiting = try await team.service.users(
                pat.caller,
                filter: UsersFilter(twoStep: .missing),
                limit: 50,
                after: nil
            )
            #expect(waiting.items.map(\.state) == [.pending])
            let sam = try await team.member(
                pat.caller.account,
                try await team.enroll(view, email: "sam@example.com")
            )
            _ = try await team.service.access(
                sam.person.session,
                account: pat.caller.account,
                authority: .tool("orders", .edit)
            )
            let held = try await team.service.permissions(pat.caller, sam.id)
            #expect(held.grants.map(\.grant) == [.of("orders", .edit)])
            #expect(held.grants.map(\.givenBy) == [pat.id])
        }
    }

    @Test func `PERM-05 · a new user has no permission at all`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let held = try await team.service.permissions(pat.caller, sam.id)
            #expect(held.grants.isEmpty)
            #expect(!held.isPrimary)
        }
    }

    @Test func `INV-04 · another address cannot accept, and the invited one still can`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let token = try await team.invite("sam@example.com", by: pat).token
            let refused = await refusal {
                _ = try await team.service.acceptInvitation(
                    token,
                    as: olga.person.session,
                    facts: Team.facts
                )
            }
            #expect(refused?.code == .conflict)
            let view = try await team.service.acceptInvitation(
                token,
                name: "Sam",
                password: Team.password,
                facts: Team.facts
            )
            #expect(view.state == .enrollmentRequired)
        }
    }

    @Test func `MEM-03 · a login that exists signs in and accepts, and is active at once`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let token = try await team.invite("olga@example.com", by: pat).token
            let refused = await refusal {
                _ = try await team.service.acceptInvitation(
                    token,
                    name: "Olga",
                    password: Team.password,
                    facts: Team.facts
                )
            }
            #expect(refused?.code == .conflict)
            #expect(refused?.next == "sign_in")
            let accepted = try await team.service.acceptInvitation(
                token,
                as: olga.person.session,
                facts: Team.facts
            )
            let member = try await team.member(pat.caller.account, olga.person)
            #expect(accepted == .user(member.id, account: pat.caller.account))
            #expect(member.id != olga.id)
            let told = try await team.service.messages(limit: 1)
            #expect(told.map(\.template) == ["user_joined"])
            #expect(told.map(\.recipient) == ["pat@example.com"])
        }
    }

    @Test func `Rule 25 · an inviter who was demoted meanwhile gives nothing`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let ada = try await team.joinAdmin(
                "ada@example.com",
                by: pat,
                grants: [.of("orders", .edit)]
            )
            let token = try await team.invite(
                "sam@example.com",
                by: ada,
                grants: [.of("orders", .edit)]
            ).token
            let held = try await team.service.permissions(pat.caller, ada.id)
            _ = try await team.service.replacePermissions(
                pat.caller,
                user: ada.id,
                grants: [.of("orders", .edit)],
                expectedVersion: held.version,
                dryRun: false,
                stepUp: nil,
                facts: Team.facts
            )
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
            let given = try await team.service.permissions(pat.caller, sam.id)
            #expect(given.grants.isEmpty)
        }
    }

    @Test func `A password made of the own address is refused, and the link lives on`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let token = try await team.invite("sam@example.com", by: pat).token
            for password in ["short", "sam@example.com"] {
                let refused = await refusal {
                    _ = try await team.service.acceptInvitation(
                        token,
                        name: "Sam",
                        password: password,
                        facts: Team.facts
                    )
                }
                #expect(refused?.code == .passwordNotAcceptable)
            }
            _ = try await team.service.inspectInvitation(token)
        }
    }
}
