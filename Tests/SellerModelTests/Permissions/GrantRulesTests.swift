import SellerModel
import Testing

private let catalogue = PermissionCatalogue([
    Tool(
        id: "orders",
        section: "sales",
        name: "Orders",
        maximum: .edit,
        crossStore: false,
        prerequisite: nil
    ),
    Tool(
        id: "payouts",
        section: "money",
        name: "Payouts",
        maximum: .admin,
        crossStore: true,
        prerequisite: .verifiedIdentity
    ),
    Tool(
        id: Tool.userPermissions,
        section: "settings",
        name: "User permissions",
        maximum: .admin,
        crossStore: true,
        prerequisite: nil
    ),
])
private let now = Timestamp(unixSeconds: 1_800_000_000)

private func refusals(
    _ wanted: [Grant],
    replacing before: [Grant] = [],
    giver: HeldPermissions = HeldPermissions(isPrimary: true, grants: []),
    verified: Bool = false
) -> [Int: GrantRefusal] {
    GrantRules.refusals(
        of: wanted,
        replacing: before,
        giver: giver,
        receiverIdentityVerified: verified,
        catalogue: catalogue,
        now: now
    )
}

@Suite struct `What can be given` {
    @Test func `PERM-05 · without grants every tool is none`() {
        let held = HeldPermissions(isPrimary: false, grants: [])
        #expect(catalogue.tools.keys.allSatisfy { held.level(on: $0) == .none })
    }

    @Test func `PERM-04 · levels stand in the order none, view, edit, admin`() {
        #expect(Level.allCases.sorted() == [.none, .view, .edit, .admin])
    }

    @Test func `PERM-01 · an admin is who holds admin on user permissions`() {
        let grant = Grant(tool: Tool.userPermissions, level: .admin, scope: .global)
        #expect(HeldPermissions(isPrimary: false, grants: [grant]).isAdmin)
        let edit = Grant(tool: Tool.userPermissions, level: .edit, scope: .global)
        #expect(!HeldPermissions(isPrimary: false, grants: [edit]).isAdmin)
    }

    @Test func `PERM-07 · a global grant covers a marketplace, and not the other way round`() {
        let global = HeldPermissions(
            isPrimary: false,
            grants: [Grant(tool: "orders", level: .edit, scope: .global)]
        )
        let german = HeldPermissions(
            isPrimary: false,
            grants: [Grant(tool: "orders", level: .edit, scope: .marketplace("de"))]
        )
        #expect(global.level(on: "orders", in: .marketplace("de")) == .edit)
        #expect(german.level(on: "orders", in: .marketplace("de")) == .edit)
        #expect(german.level(on: "orders") == .none)
        #expect(german.level(on: "orders", in: .marketplace("fr")) == .none)
    }

    @Test func `PERM-07 · a cross-store tool takes only global`() {
        let grant = Grant(
            tool: Tool.userPermissions,
            level: .view,
            scope: .marketplace("de")
        )
        #expect(refusals([grant]) == [0: .scopeNotOffered])
    }

    @Test func `PERM-06 · nothing outside the catalogue, above its maximum or twice`() {
        let wanted = [
            Grant(tool: "spaceships", level: .view, scope: .global),
            Grant(tool: "orders", level: .admin, scope: .global),
            Grant(tool: "orders", level: .none, scope: .marketplace("de")),
            Grant(tool: "orders", level: .view, scope: .marketplace("fr")),
            Grant(tool: "orders", level: .edit, scope: .marketplace("fr")),
        ]
        #expect(
            refusals(wanted) == [
                0: .unknownTool, 1: .levelNotOffered, 2: .levelNotOffered, 4: .doubled,
            ]
        )
    }

    @Test func `PERM-08 · money tools wait for a verified identity, the primary's giving included`()
    {
        let grant = Grant(tool: "payouts", level: .view, scope: .global)
        #expect(refusals([grant]) == [0: .prerequisiteMissing(.verifiedIdentity)])
        #expect(refusals([grant], verified: true).isEmpty)
        #expect(refusals([grant], replacing: [grant]).isEmpty)
    }

    @Test func `PERM-09 · the ceiling binds the difference and nothing else`() {
        let giver = HeldPermissions(
            isPrimary: false,
            grants: [
                Grant(tool: Tool.userPermissions, level: .admin, scope: .global),
                Grant(tool: "orders", level: .view, scope: .global),
            ]
        )
        let view = Grant(tool: "orders", level: .view, scope: .global)
        let edit = Grant(tool: "orders", level: .edit, scope: .global)
        #expect(refusals([view], giver: giver).isEmpty)
        #expect(refusals([edit], giver: giver) == [0: .aboveOwnRights])
        #expect(refusals([edit], replacing: [edit], giver: giver).isEmpty)
        #expect(refusals([view], replacing: [edit], giver: giver).isEmpty)
        let limited = Grant(
            tool: "orders",
            level: .edit,
            scope: .global,
            expiresAt: now.adding(seconds: 60)
        )
        #expect(refusals([edit], replacing: [limited], giver: giver) == [0: .aboveOwnRights])
    }

    @Test func `PERM-09 · who holds a level until Friday gives it until Friday at most`() {
        let friday = now.adding(seconds: 3_600)
        let until = Grant(tool: "orders", level: .edit, scope: .global, expiresAt: friday)
        let giver = HeldPermissions(isPrimary: false, grants: [until])
        let forever = Grant(tool: "orders", level: .edit, scope: .global)
        #expect(refusals([until], giver: giver).isEmpty)
        #expect(refusals([forever], giver: giver) == [0: .aboveOwnRights])
    }

    @Test func `A grant that ends in the past is refused`() {
        let grant = Grant(tool: "orders", level: .view, scope: .global, expiresAt: now)
        #expect(refusals([grant]) == [0: .endsInThePast])
    }

    @Test func `PERM-09 · power that grows needs a code, power that shrinks does not`() {
        let admin = Grant(tool: Tool.userPermissions, level: .admin, scope: .global)
        let view = Grant(tool: Tool.userPermissions, level: .view, scope: .global)
        let money = Grant(tool: "payouts", level: .view, scope: .global)
        func need(_ before: [Grant], _ after: [Grant]) -> Bool {
            GrantRules.needsStepUp(from: before, to: after, catalogue: catalogue)
        }
        #expect(need([], [admin]))
        #expect(need([view], [admin]))
        #expect(need([], [money]))
        #expect(!need([], [view]))
        #expect(!need([admin], [admin]))
        #expect(!need([admin, money], []))
    }
}
