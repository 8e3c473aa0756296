import SellerModel
import SellerService
import Testing

@Suite struct `Replacing permissions` {
    @Test func `A change is audited before and after, and moves the version on`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join(
                "sam@example.com",
                by: pat,
                grants: [.of("orders", .view)]
            )
            let preview = try await replace(
                team,
                pat,
                sam.id,
                [.of("orders", .edit)],
                dryRun: true
            )
            #expect(preview.difference.raised == [.of("orders", .edit)])
            let kept = try await team.service.permissions(pat.caller, sam.id)
            #expect(kept.grants.map(\.grant) == [.of("orders", .view)])
            let done = try await replace(
                team,
                pat,
                sam.id,
                [.of("orders", .edit), .of("pricing", .view, .marketplace("de"))]
            )
            #expect(done.version == preview.version + 1)
            let entry = try await team.newestEntry(in: pat.caller.account)
            #expect(entry.action == "permissions.replace")
            #expect(entry.target == sam.id.text)
            #expect(entry.before?.contains("view") == true)
            #expect(entry.after?.contains("pricing") == true)
        }
    }

    @Test func `A stale version changes nothing`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let first = try await replace(team, pat, sam.id, [.of("orders", .view)])
            let refused = await refusal {
                _ = try await replace(
                    team,
                    pat,
                    sam.id,
                    [.of("orders", .edit)],
                    version: first.version - 1
                )
            }
            #expect(refused?.code == .stale)
            let held = try await team.service.permissions(pat.caller, sam.id)
            #expect(held.grants.map(\.grant) == [.of("orders", .view)])
            let entry = try await team.newestEntry(in: pat.caller.account)
            #expect(entry.outcome == "refused")
        }
    }

    @Test
    func `PERM-01 · PERM-09 · admin is a grant that needs a code, once, and tells the admins`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let tom = try await team.join("tom@example.com", by: pat)
            let denied = await refusal { try await team.invite("x@example.com", by: sam) }
            #expect(denied?.code == .permissionDenied)
            let without = await refusal { _ = try await replace(team, pat, sam.id, [.userAdmin]) }
            #expect(without?.code == .stepUpRequired)
            #expect(without?.next == "step_up:permissions.replace:\(sam.id.text)")
            let token = try await team.stepUp(pat, .permissionsReplace, target: sam.id.text)
            let elsewhere = await refusal {
                _ = try await replace(team, pat, tom.id, [.userAdmin], stepUp: token)
            }
            #expect(elsewhere?.code == .stepUpRequired)
            _ = try await replace(team, pat, sam.id, [.userAdmin], stepUp: token)
            let told = try await team.service.messages(limit: 5).filter {
                $0.template == "power_given"
            }
            #expect(Set(told.map(\.recipient)) == ["pat@example.com", "sam@example.com"])
            try await team.invite("x@example.com", by: sam)
            _ = try await replace(team, pat, sam.id, [])
            let again = await refusal {
                _ = try await replace(team, pat, sam.id, [.userAdmin], stepUp: token)
            }
            #expect(again?.code == .stepUpRequired)
        }
    }

    @Test func `I9 · a user of another account cannot be reached`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let olga = try await team.openAccount("Other", primary: "olga@example.com")
            let oscar = try await team.join("oscar@example.com", by: olga)
            let refused = await refusal {
                _ = try await team.service.replacePermissions(
                    pat.caller,
                    user: oscar.id,
                    grants: [],
                    expectedVersion: 1,
                    dryRun: false,
                    stepUp: nil,
                    facts: Team.facts
                )
            }
            #expect(refused == .notFound)
            let read = await refusal { _ = try await team.service.user(pat.caller, oscar.id) }
            #expect(read == .notFound)
        }
    }
}

/// Replaces the grants of a user, at the version that is there unless told otherwise.
func replace(
    _ team: Team,
    _ editor: Member,
    _ user: ID<User>,
    _ grants: [Grant],
    version: Int64? = nil,
    dryRun: Bool = false,
    stepUp: String? = nil
) async throws -> PermissionChangeResult {
    let current = try await team.service.permissions(editor.caller, user).version
    return try await team.service.replacePermissions(
        editor.caller,
        user: user,
        grants: grants,
        expectedVersion: version ?? current,
        dryRun: dryRun,
        stepUp: stepUp,
        facts: Team.facts
    )
}
