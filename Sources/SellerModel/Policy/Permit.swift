/// Proof that the policy allowed `Action`: by whom, where and on whom. Changes ask for one.
///
/// Made inside the transaction, from rows that it has locked, so that a permit cannot be stale.
public struct Permit<Action: Sendable>: Sendable {
    /// Who may.
    public let actor: ID<User>
    /// Where.
    public let account: ID<Account>
    /// Nil where the target does not exist yet, as with an invitation.
    public let target: ID<User>?

    // Internal: only SellerModel can say yes.
    init(actor: ID<User>, account: ID<Account>, target: ID<User>?) {
        self.actor = actor
        self.account = account
        self.target = target
    }
}

/// Replacing the whole set of a user's grants.
public enum ChangePermissions: Sendable {}
/// Inviting somebody, sending the link again, or taking the invitation back.
public enum ManageInvitations: Sendable {}
/// Declaring that a login is shared.
public enum DeclareSharedLogin: Sendable {}
