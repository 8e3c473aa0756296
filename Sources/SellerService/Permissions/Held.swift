import SellerModel
import SellerStore

extension SellerService {
    /// What users hold now. A tool with a prerequisite that is not met is withheld at use too
    /// (PERM-08).
    func heldPermissions(
        of users: [(id: ID<User>, isPrimary: Bool, identityVerified: Bool)],
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> [ID<User>: HeldPermissions] {
        let grants = try await tx.all(.liveGrants(of: users.map(\.id), in: account))
        let catalogue = PermissionCatalogue(try await tx.all(.tools))
        var held: [ID<User>: HeldPermissions] = [:]
        for user in users {
            let own = grants.filter { $0.user == user.id }.map(\.grant).filter { grant in
                user.identityVerified || catalogue.tools[grant.tool]?.prerequisite == nil
            }
            held[user.id] = HeldPermissions(isPrimary: user.isPrimary, grants: own)
        }
        return held
    }

    /// Users as the policy needs them, held until the end of the transaction. Those that are
    /// removed, or of another account, are missing.
    func policyUsers(
        _ users: [ID<User>],
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> [ID<User>: LockedUser] {
        let rows = try await tx.all(.lockedUsers(users, in: account))
        let held = try await heldPermissions(
            of: rows.map { ($0.id, $0.kind == .primary, $0.identityVerified) },
            in: account,
            tx
        )
        var found: [ID<User>: LockedUser] = [:]
        for row in rows {
            let permissions = held[row.id] ?? HeldPermissions(isPrimary: false, grants: [])
            found[row.id] = LockedUser(
                row: row,
                policy: PolicyUser(id: row.id, state: row.state, held: permissions)
            )
        }
        return found
    }

    /// The caller's own user under lock; `not_found` when it is not active any more.
    func actor(
        of c: AccountCaller,
        among users: [ID<User>: LockedUser]
    ) throws(SellerError) -> LockedUser {
        guard let actor = users[c.user], actor.policy.state == .active else { throw .notFound }
        return actor
    }

    /// What the policy's refusal means to the caller.
    func refusal(
        _ reason: PolicyRefusal,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> SellerError {
        switch reason {
        case .notActive: .notFound
        case .missing(let tool, let level): try await denial(tool, level, in: account, tx)
        case .targetIsPrimary:
            SellerError(
                .permissionDenied,
                "The primary user holds everything; nobody edits that."
            )
        case .targetIsSelf:
            SellerError(
                .permissionDenied,
                "Nobody changes their own permissions. Ask another admin."
            )
        }
    }
}

/// A user whose row is locked, with what the policy needs of it.
struct LockedUser: Sendable {
    let row: UserRow
    let policy: PolicyUser
}
