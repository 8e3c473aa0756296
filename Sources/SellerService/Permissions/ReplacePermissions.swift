package import SellerModel
import SellerStore

/// What a replacement of grants did, or would do.
package struct PermissionChangeResult: Sendable, Equatable {
    /// What was raised and what was lowered.
    package let difference: PermissionDifference
    /// The whole new set.
    package let grants: [Grant]
    /// The version after the change; in a preview the version that is there.
    package let version: Int64
    /// Whether the change needs a code of its own.
    package let needsStepUp: Bool
}

/// A wanted set of grants, as the caller gave it.
package struct PermissionChange: Sendable {
    package let user: ID<User>
    package let grants: [Grant]
    package let expectedVersion: Int64
    package let isPreview: Bool

    /// Replaces all grants of a user by these, if the user's version is still the expected one.
    package init(
        user: ID<User>,
        grants: [Grant],
        expectedVersion: Int64,
        isPreview: Bool = false
    ) {
        self.user = user
        self.grants = grants
        self.expectedVersion = expectedVersion
        self.isPreview = isPreview
    }
}

extension SellerService {
    /// More grants than every tool in a dozen marketplaces.
    static let mostGrants = 200

    /// Replaces the whole set of a user's grants, or previews the difference.
    ///
    /// Throws `stale`, `permission_denied`, `above_own_rights`, `prerequisite_missing`, `invalid`
    /// with the place of the grant, and `step_up_required` when the result newly makes an admin or
    /// gives a tool with a prerequisite. The ceiling binds the difference only.
    package func replacePermissions(
        _ c: AccountCaller,
        user: ID<User>,
        grants: [Grant],
        expectedVersion: Int64,
        dryRun: Bool,
        stepUp: String?,
        facts: RequestFacts
    ) async throws(SellerError) -> PermissionChangeResult {
        let change = PermissionChange(
            user: user,
            grants: grants,
            expectedVersion: expectedVersion,
            isPreview: dryRun
        )
        let record = c.record(.permissionsReplace, on: .of("user", user)).from(facts)
        return try await auditingRefusals(record) { () async throws(SellerError) in
            try await transaction(account: c.account) { tx throws(SellerError) in
                try await replace(change, c, stepUp: stepUp, record, in: tx)
            }
        }
    }

    private func replace(
        _ change: PermissionChange,
        _ c: AccountCaller,
        stepUp: String?,
        _ record: AuditRecord,
        in tx: Transaction
    ) async throws(SellerError) -> PermissionChangeResult {
        let plan = try await plan(change, c, in: tx)
        if change.isPreview { return plan.result(plan.target.row.version) }
        if plan.powerGrows {
            let target = change.user.text
            try await spendStepUp(
                stepUp,
                session: c.session,
                operation: .permissionsReplace,
                target: target,
                in: tx
            )
        }
        try await tx.run(.takeAwayGrants(plan.permit, of: change.user, except: change.grants))
        try await tx.run(.giveGrants(plan.permit, to: change.user, change.grants))
        let version = try await tx.one(.nextVersion(plan.permit, of: change.user))
        var entry = record
        entry.before = ["grants": .grants(plan.before)]
        entry.after = ["grants": .grants(change.grants)]
        try audit(entry, in: tx)
        if plan.powerGrows {
            try await tellOfPower(
                of: plan.target.row.name,
                at: plan.target.row.email,
                by: plan.actor.row.name,
                plan.powers,
                in: c.account,
                tx
            )
        }
        return plan.result(version)
    }

    /// Decides on rows that are locked from here on; changes nothing.
    private func plan(
        _ change: PermissionChange,
        _ c: AccountCaller,
        in tx: Transaction
    ) async throws(SellerError) -> PlannedChange {
        guard change.grants.count <= Self.mostGrants else {
            throw .invalid("/grants", "At most \(Self.mostGrants) grants are taken.")
        }
        let users = try await policyUsers([c.user, change.user], in: c.account, tx)
        let actor = try actor(of: c, among: users)
        guard let target = users[change.user] else { throw .notFound }
        let permit = try await permit(actor, target, in: c.account, tx)
        guard target.row.version == change.expectedVersion else { throw .stalePermissions }
        let before = try await tx.all(.liveGrants(of: [change.user], in: c.account)).map(\.grant)
        let catalogue = PermissionCatalogue(try await tx.all(.tools))
        try refuseGrants(
            change.grants,
            replacing: before,
            giver: actor.policy.held,
            identityVerified: target.row.identityVerified,
            catalogue: catalogue
        )
        return PlannedChange(
            permit: permit,
            actor: actor,
            target: target,
            before: before,
            after: change.grants,
            catalogue: catalogue
        )
    }

    private func permit(
        _ actor: LockedUser,
        _ target: LockedUser,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> Permit<ChangePermissions> {
        do throws(PolicyRefusal) {
            return try AccountPolicy.changePermissions(
                actor: actor.policy,
                target: target.policy,
                account: account
            )
        } catch {
            throw try await refusal(error, in: account, tx)
        }
    }
}

/// A change that may happen.
private struct PlannedChange {
    let permit: Permit<ChangePermissions>
    let actor: LockedUser
    let target: LockedUser
    let before: [Grant]
    let after: [Grant]
    let catalogue: PermissionCatalogue

    var difference: PermissionDifference { PermissionDifference(from: before, to: after) }

    var powerGrows: Bool {
        GrantRules.needsStepUp(from: before, to: after, catalogue: catalogue)
    }

    /// What is new and needs a code, in words.
    var powers: [String] { catalogue.powers(in: difference.raised) }

    func result(_ version: Int64) -> PermissionChangeResult {
        PermissionChangeResult(
            difference: difference,
            grants: after,
            version: version,
            needsStepUp: powerGrows
        )
    }
}

extension SellerError {
    /// Somebody changed the user between the reading and the writing.
    static let stalePermissions = SellerError(
        .stale,
        "The permissions were changed meanwhile. Read them again."
    )
}
