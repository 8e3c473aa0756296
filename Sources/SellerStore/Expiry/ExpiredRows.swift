/// Rows that are over and that no answer depends on any more, by their table.
package enum ExpiredRows: String, CaseIterable, Sendable {
    // In the order of their removal: an attempt goes after the methods that it began and the links
    // that it asked for, a device after its attempts.
    case idempotencyRecords = "idempotency_record"
    case budgets = "budget"
    case stepUps = "step_up"
    case unconfirmedMethods = "two_step_method"
    case mailboxLinks = "mailbox_link"
    case attempts = "sign_in_attempt"
    case devices = "device"
}

/// How long rows stay after they are over, in seconds.
package enum ExpiryLimits {
    /// A key is good for 24 hours. An hour more, because a request judges that by the start of its
    /// transaction: no transaction lives that long.
    package static let idempotencySeconds: Int64 = 25 * 3_600
    /// The longest window that is counted in is a day, and the next one has begun by then.
    package static let budgetSeconds: Int64 = 2 * BudgetLimits.longestWindowSeconds
    /// Attempts, links, step-ups and methods to confirm carry their own end. For a day after it they
    /// still tell an operator what happened; a token of theirs is refused alike before and after.
    package static let tokenSeconds: Int64 = 86_400
    /// A device without a session is worth nothing but to its attempt, which lives for minutes.
    package static let deviceSeconds: Int64 = 86_400
}
