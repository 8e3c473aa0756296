import FoundationEssentials
import SellerModel
import Testing

private let account = ID<Account>(UUID())
private let adminGrant = Grant(tool: Tool.userPermissions, level: .admin, scope: .global)

private func user(
    primary: Bool = false,
    _ grants: [Grant] = [],
    state: UserState = .active
) -> PolicyUser {
    PolicyUser(
        id: ID(UUID()),
        state: state,
        held: HeldPermissions(isPrimary: primary, grants: grants)
    )
}

@Suite struct `Who may change permissions` {
    @Test func `PERM-01 · an admin may, and the permit names actor, account and target`() throws {
        let actor = user([adminGrant])
        let target = user()
        let permit = try AccountPolicy.changePermissions(
            actor: actor,
            target: target,
            account: account
        )
        #expect(permit.actor == actor.id)
        #expect(permit.target == target.id)
        #expect(permit.account == account)
    }

    @Test func `PERM-02 · nobody edits the primary, and the primary edits others`() throws {
        let primary = user(primary: true)
        #expect(throws: PolicyRefusal.targetIsPrimary) {
            try AccountPolicy.changePermissions(
                actor: user([adminGrant]),
                target: primary,
                account: account
            )
        }
        _ = try AccountPolicy.changePermissions(actor: primary, target: user(), account: account)
    }

    @Test func `PERM-09 · nobody changes what they hold themselves`() {
        let actor = user([adminGrant])
        #expect(throws: PolicyRefusal.targetIsSelf) {
            try AccountPolicy.changePermissions(actor: actor, target: actor, account: account)
        }
    }

    @Test(arguments: [UserState.pending, .suspended, .removed])
    func `SEED-30 · only active users pass, whatever they were granted`(state: UserState) {
        let actor = user(primary: true, [adminGrant], state: state)
        #expect(throws: PolicyRefusal.notActive) {
            try AccountPolicy.changePermissions(actor: actor, target: user(), account: account)
        }
        #expect(throws: PolicyRefusal.notActive) {
            try AccountPolicy.manageInvitations(actor: actor, account: account)
        }
    }

    @Test func `PERM-10 · a refusal names the tool and the level that are missing`() {
        let edit = Grant(tool: Tool.userPermissions, level: .edit, scope: .global)
        #expect(throws: PolicyRefusal.missing(tool: Tool.userPermissions, level: .admin)) {
            try AccountPolicy.manageInvitations(actor: user([edit]), account: account)
        }
    }
}
