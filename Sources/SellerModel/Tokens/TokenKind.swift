/// The kinds of secret token, each with the prefix that its text begins with.
///
/// A token of one kind is refused wherever another is expected. The prefixes are part of the API.
public enum TokenKind: String, CaseIterable, Hashable, Sendable {
    /// Names a sign-in attempt, between a right password and a session.
    case attempt = "sat"
    /// Names a session of a signed-in login.
    case session = "sst"
    /// Accepts an invitation, once.
    case invitation = "ivt"
    /// Confirms the mailbox of a login before its first enrollment, once.
    case mailboxLink = "mbt"
    /// Enrolls a login again after a decided recovery case, once.
    case recoveryGrant = "rgt"
    /// Opens a recovery or identity case; never a ticket.
    case caseLink = "rcl"
    /// Sets a new password, once.
    case passwordReset = "prt"
    /// Confirms or undoes a change of e-mail address, once.
    case emailChange = "ect"
    /// Cancels what a notice tells of, and nothing else.
    case cancel = "cnl"
    /// Proves one step-up inside a session, for one change.
    case stepUp = "sup"
    /// Gives a connection its scoped access to one account.
    case connection = "cot"
    /// Lets a service ask for permission decisions, and nothing else.
    case service = "svc"
    /// Recognizes a device that the login signed in with before.
    case device = "dev"
}
