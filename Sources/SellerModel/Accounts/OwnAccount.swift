/// An account that a person is a user of, as that person sees it.
public struct OwnAccount: Sendable {
    /// Which one.
    public let account: ID<Account>
    /// The account's name.
    public let name: String
    /// The person as a user of it.
    public let user: ID<User>
    /// `primary` when the account names this user as such.
    public let kind: UserKind
    /// Whether the person may act there.
    public let state: UserState
    /// What the person may do there, in order; nothing unless active.
    public let levels: [HeldLevel]

    /// An account with all that its user is told of it.
    public init(
        account: ID<Account>,
        name: String,
        user: ID<User>,
        kind: UserKind,
        state: UserState,
        levels: [HeldLevel]
    ) {
        self.account = account
        self.name = name
        self.user = user
        self.kind = kind
        self.state = state
        self.levels = levels
    }
}
