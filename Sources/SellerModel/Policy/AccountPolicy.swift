/// A user as the policy needs it, read under lock in the transaction of the change.
public struct PolicyUser: Sendable, Equatable {
    /// The user.
    public let id: ID<User>
    /// Where the user stands.
    public let state: UserState
    /// What the user may do.
    public let held: HeldPermissions

    /// A user as read under lock.
    public init(id: ID<User>, state: UserState, held: HeldPermissions) {
        self.id = id
        self.state = state
        self.held = held
    }
}

/// Why the policy said no to somebody it knows.
public enum PolicyRefusal: Error, Sendable, Equatable {
    /// Only active users pass a permission check.
    case notActive
    /// The level on the tool that is missing.
    case missing(tool: String, level: Level)
    /// Nobody edits the primary.
    case targetIsPrimary
    /// Nobody changes what they hold themselves.
    case targetIsSelf
}

/// Who may change what in an account: pure decisions over rows that the caller has locked.
public enum AccountPolicy {
    /// Whether `actor` may replace the grants of `target`.
    public static func changePermissions(
        actor: PolicyUser,
        target: PolicyUser,
        account: ID<Account>
    ) throws(PolicyRefusal) -> Permit<ChangePermissions> {
        try requireAdmin(actor)
        if target.held.isPrimary { throw .targetIsPrimary }
        if target.id == actor.id { throw .targetIsSelf }
        return Permit(actor: actor.id, account: account, target: target.id)
    }

    /// Whether `actor` may invite, and manage invitations.
    public static func manageInvitations(
        actor: PolicyUser,
        account: ID<Account>
    ) throws(PolicyRefusal) -> Permit<ManageInvitations> {
        try requireAdmin(actor)
        return Permit(actor: actor.id, account: account, target: nil)
    }

    /// Whether `actor` may declare the login of `target` as shared.
    public static func declareSharedLogin(
        actor: PolicyUser,
        target: PolicyUser,
        account: ID<Account>
    ) throws(PolicyRefusal) -> Permit<DeclareSharedLogin> {
        try requireAdmin(actor)
        return Permit(actor: actor.id, account: account, target: target.id)
    }

    private static func requireAdmin(_ actor: PolicyUser) throws(PolicyRefusal) {
        guard actor.state == .active else { throw .notActive }
        guard actor.held.isAdmin else {
            throw .missing(tool: Tool.userPermissions, level: .admin)
        }
    }
}
