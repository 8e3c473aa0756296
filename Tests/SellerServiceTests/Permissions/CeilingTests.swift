import SellerModel
import SellerService
import Testing

@Suite struct `The bounds of a change` {
    @Test func `PERM-02 · nobody edits the primary, and nobody themselves`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let ada = try await team.joinAdmin("ada@example.com", by: pat)
            for (editor, user) in [(ada, pat.id), (ada, ada.id), (pat, pat.id)] {
                let refused = await refusal {
                    _ = try await replace(team, editor, user, [.of("reports", .view)])
                }
                #expect(refused?.code == .permissionDenied)
            }
        }
    }

    @Test func `PERM-04 · the ceiling binds the difference only`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let ada = try await team.joinAdmin(
                "ada@example.com",
                by: pat,
                grants: [.of("orders", .view)]
            )
            let sam = try await team.join(
                "sam@example.com",
                by: pat,
                grants: [.of("inventory", .edit)]
            )
            let kept = try await replace(
                team,
                ada,
                sam.id,
                [.of("inventory", .edit), .of("orders", .view)]
            )
            #expect(kept.difference.raised == [.of("orders", .view)])
            let held = try await team.service.permissions(pat.caller, sam.id)
            #expect(held.grants.map(\.givenBy) == [pat.id, ada.id])
            let refused = await refusal {
                _ = try await replace(
                    team,
                    ada,
                    sam.id,
                    [.of("inventory", .edit), .of("orders", .edit)]
                )
            }
            #expect(refused?.code == .aboveOwnRights)
            #expect(refused?.fields.map(\.place) == [.pointer("/grants/1")])
            let invited = await refusal {
                try await team.invite(
                    "x@example.com",
                    by: ada,
                    grants: [.of("inventory", .view)]
                )
            }
            #expect(invited?.code == .aboveOwnRights)
        }
    }

    @Test(arguments: [
        (Grant.of("payouts", .view), ErrorCode.prerequisiteMissing),
        (.of("refunds", .edit, .marketplace("de")), .prerequisiteMissing),
        (.of("user-permissions", .view, .marketplace("de")), .invalid),
        (.of("reports", .admin), .invalid),
        (.of("orders", .none), .invalid),
        (.of("nothing", .view), .invalid),
    ])
    func `PERM-07 · PERM-08 · the catalogue's bounds and prerequisites hold`(
        grant: Grant,
        code: ErrorCode
    ) async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let refused = await refusal { _ = try await replace(team, pat, sam.id, [grant]) }
            #expect(refused?.code == code)
            let invited = await refusal {
                try await team.invite("x@example.com", by: pat, grants: [grant])
            }
            #expect(invited?.code == code)
        }
    }
}
