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
    /// Whether the password counts as known to others and the device is none of the login's: then
    /// the mailbox has to vouch for whoever gave the password.
    public let isExposedStranger: Bool

    /// Facts as read in the transaction that asks.
    public init(activeMethods: Int, onceEnrolled: Bool, isExposedStranger: Bool = false) {
        self.activeMethods = activeMethods
        self.onceEnrolled = onceEnrolled
        self.isExposedStranger = isExposedStranger
    }
}

/// What the gate decided of an attempt.
public struct GateDecision: Sendable, Equatable {
    /// What the attempt waits for.
    public let state: AttemptState
    /// Whether the ticket is what led there: only then the attempt keeps it, and spends it at its end.
    public let usesTicket: Bool
}

/// The one gate: what follows a right password. It decides and does nothing itself.
public enum SignInGate {
    /// What follows from these facts and this ticket, if any.
    ///
    /// A recovery grant leads to enrollment whatever else holds; an active method always asks for
    /// a code, which a stranger who may know the password only reaches through the mailbox; a login
    /// that once had a method is never enrolled by a link or an invitation.
    public static func decide(_ facts: GateFacts, ticket: TicketKind?) -> GateDecision {
        if ticket == .recoveryGrant {
            return GateDecision(state: .enrollmentRequired, usesTicket: true)
        }
        if facts.activeMethods > 0 {
            guard facts.isExposedStranger else {
                return GateDecision(state: .codeRequired, usesTicket: false)
            }
            return ticket == .mailboxLink
                ? GateDecision(state: .codeRequired, usesTicket: true)
                : GateDecision(state: .mailboxConfirmationRequired, usesTicket: false)
        }
        if facts.onceEnrolled {
            return GateDecision(state: .recoveryRequired, usesTicket: false)
        }
        return ticket == nil
            ? GateDecision(state: .mailboxConfirmationRequired, usesTicket: false)
            : GateDecision(state: .enrollmentRequired, usesTicket: true)
    }
}
