/// What a sign-in attempt waits for. The raw values are also the error codes of the wrong kind.
public enum AttemptState: String, Sendable, CaseIterable {
    case codeRequired = "code_required"
    case enrollmentRequired = "enrollment_required"
    case mailboxConfirmationRequired = "mailbox_confirmation_required"
    case recoveryRequired = "recovery_required"
}

/// The proof besides the password that lets an enrollment happen.
public enum TicketKind: String, Sendable, CaseIterable {
    /// The invitation that made this very login.
    case invitation
    /// A link from the login's mailbox, redeemed by an attempt that did not ask for it.
    case mailboxLink = "mailbox_link"
    /// What two reviewers granted.
    case recoveryGrant = "recovery_grant"
}

/// What the gate knows of a login once its password was right.
public struct GateFacts: Sendable, Equatable {
    /// How many methods are active now, turned off or not.
    public let activeMethods: Int
    /// Whether any method of the login was ever active.
    public let onceEnrolled: Bool

    /// Facts as read in the transaction that asks.
    public init(activeMethods: Int, onceEnrolled: Bool) {
        self.activeMethods = activeMethods
        self.onceEnrolled = onceEnrolled
    }
}

/// The one gate: what follows a right password. It decides and does nothing itself.
public enum SignInGate {
    /// The state of an attempt with these facts and this ticket, if any.
    ///
    /// A recovery grant leads to enrollment whatever else holds; an active method always asks for
    /// a code; a login that once had a method is never enrolled by a link or an invitation.
    public static func state(_ facts: GateFacts, ticket: TicketKind?) -> AttemptState {
        if ticket == .recoveryGrant { return .enrollmentRequired }
        if facts.activeMethods > 0 { return .codeRequired }
        if facts.onceEnrolled { return .recoveryRequired }
        return ticket == nil ? .mailboxConfirmationRequired : .enrollmentRequired
    }
}
