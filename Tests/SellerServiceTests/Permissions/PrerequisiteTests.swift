import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Tools with a prerequisite` {
    @Test func `PERM-08 · payouts need a verified identity when given and when used`() async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            try await verify(team, sam, "now()")
            let token = try await team.stepUp(pat, .permissionsReplace, target: sam.id.text)
            let given = try await team.service.replacePermissions(
                pat.caller,
                user: sam.id,
                grants: [.of("payouts", .view)],
                expectedVersion: try await team.service.user(pat.caller, sam.id).version,
                dryRun: false,
                stepUp: token,
                facts: Team.facts
            )
            #expect(given.needsStepUp)
            _ = try await team.service.access(
                sam.person.session,
                account: pat.caller.account,
                authority: .tool("payouts", .view)
            )
            try await verify(team, sam, "NULL")
            let refused = await refusal {
                _ = try await team.service.access(
                    sam.person.session,
                    account: pat.caller.account,
                    authority: .tool("payouts", .view)
                )
            }
            #expect(refused?.code == .permissionDenied)
        }
    }

    @Test func `Rule 5 · of eight changes at one version one happens`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let version = try await team.service.user(pat.caller, sam.id).version
            let codes = await withTaskGroup(of: ErrorCode?.self) { group in
                for level in [Level.view, .edit, .view, .edit, .view, .edit, .view, .edit] {
                    group.addTask {
                        await refusal {
                            _ = try await team.service.replacePermissions(
                                pat.caller,
                                user: sam.id,
                                grants: [.of("orders", level)],
                                expectedVersion: version,
                                dryRun: false,
                                stepUp: nil,
                                facts: Team.facts
                            )
                        }?.code
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.filter { $0 == nil }.count == 1)
            #expect(codes.filter { $0 == .stale }.count == 7)
        }
    }

    /// What a decided identity case will do one day.
    private func verify(_ team: Team, _ member: Member, _ moment: SQL) async throws {
        _ = try await team.pool.run(
            Statement<Void>(
                """
                UPDATE login
                SET identity_verified_at = \(moment)
                WHERE login_id = \(member.person.session.login)
                """
            )
        )
    }
}
