import SellerModel
import SellerService
import Testing

@Suite struct `Listing users` {
    @Test func `SEED-07 · REP-05 · the list of those who are not enrolled is exact`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            _ = try await team.join("sam@example.com", by: pat)
            for name in ["one", "two", "three"] {
                let token = try await team.invite("\(name)@example.com", by: pat).token
                _ = try await team.service.acceptInvitation(
                    token,
                    name: name,
                    password: Team.password,
                    facts: Team.facts
                )
            }
            let missing = try await team.service.users(
                pat.caller,
                filter: UsersFilter(twoStep: .missing),
                limit: 50,
                after: nil
            )
            #expect(
                missing.items.map(\.email)
                    == ["one@example.com", "two@example.com", "three@example.com"]
            )
            let weak = try await team.service.users(
                pat.caller,
                filter: UsersFilter(twoStep: .weak),
                limit: 50,
                after: nil
            )
            #expect(weak.items.map(\.kind) == [.primary, .secondary])
        }
    }

    @Test func `Pages follow each other, and a cursor is good for its own list only`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.joinAdmin("sam@example.com", by: pat)
            _ = try await team.join("tom@example.com", by: pat)
            var seen: [String] = []
            var cursor: String?
            repeat {
                let page = try await team.service.users(
                    pat.caller,
                    filter: UsersFilter(),
                    limit: 1,
                    after: cursor
                )
                seen += page.items.map(\.email)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(seen == ["pat@example.com", "sam@example.com", "tom@example.com"])
            let first = try await team.service.users(
                pat.caller,
                filter: UsersFilter(),
                limit: 1,
                after: nil
            ).nextCursor
            for (member, filter) in [
                (pat, UsersFilter(state: .active)), (sam, UsersFilter()),
            ] {
                let refused = await refusal {
                    _ = try await team.service.users(
                        member.caller,
                        filter: filter,
                        limit: 1,
                        after: first
                    )
                }
                #expect(refused?.code == .invalidCursor)
            }
        }
    }

    @Test func `A filter by tool and level finds holders and the primary`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join(
                "sam@example.com",
                by: pat,
                grants: [.of("orders", .edit)]
            )
            _ = try await team.join("tom@example.com", by: pat, grants: [.of("orders", .view)])
            let editors = try await team.service.users(
                pat.caller,
                filter: UsersFilter(tool: "orders", level: .edit),
                limit: 50,
                after: nil
            )
            #expect(editors.items.map(\.id) == [pat.id, sam.id])
        }
    }

    @Test(arguments: [
        ("orders", Level.view, true), ("orders", .edit, true), ("orders", .admin, false),
        ("payouts", .admin, true), ("zzz", .view, false), ("", .view, false),
    ])
    func `The primary holds each tool at the catalogue's maximum, and nothing above it`(
        tool: String,
        level: Level,
        holds: Bool
    ) async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let holders = try await team.service.users(
                pat.caller,
                filter: UsersFilter(tool: tool, level: level),
                limit: 50,
                after: nil
            )
            #expect(holders.items.map(\.id) == (holds ? [pat.id] : []))
        }
    }

    @Test func `The level none is refused: nobody holds it`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let error = await #expect(throws: SellerError.self) {
                try await team.service.users(
                    pat.caller,
                    filter: UsersFilter(tool: "orders", level: Level.none),
                    limit: 50,
                    after: nil
                )
            }
            #expect(error?.code == .malformed)
            #expect(error?.fields.map(\.place) == [.parameter("level")])
        }
    }

    @Test func `A level without a tool is refused, not taken for everybody`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let error = await #expect(throws: SellerError.self) {
                try await team.service.users(
                    pat.caller,
                    filter: UsersFilter(level: .admin),
                    limit: 50,
                    after: nil
                )
            }
            #expect(error?.code == .malformed)
            #expect(error?.fields.map(\.place) == [.parameter("level")])
        }
    }
}
