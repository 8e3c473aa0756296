/// Where a user stands; only `active` passes a permission check.
public enum UserState: String, Sendable, CaseIterable {
    /// Accepted, not yet enrolled.
    case pending
    case active
    case suspended
    case removed
}

/// What kind of member a user is, as the answers show it. *Primary* is a fact about the account.
public enum UserKind: String, Sendable, CaseIterable {
    case primary
    case secondary
    /// An outside firm's person.
    case partner
}

/// The users list's filter by two-step verification.
public enum TwoStepFilter: String, Sendable, CaseIterable {
    /// Not enrolled, or waiting for recovery.
    case missing
    /// Fewer than two independent methods.
    case weak
    case turnedOff = "turned_off"
    case enrolled
}
