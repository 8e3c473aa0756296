package import SellerModel

/// What follows a right password, as its person sees it. Never a session.
package struct SignInView: Sendable {
    /// The attempt's token, given once, when the attempt begins.
    package let attempt: String?
    /// The token of a new device, given once; nil when the caller named one of its own.
    package let device: String?
    /// What the attempt waits for.
    package let state: AttemptState
    /// Whether the login ever had a method: then a link from its mailbox vouches for an unknown
    /// device, else it lets the first enrollment happen.
    package let onceEnrolled: Bool
    /// The methods that can answer, the preferred one first; empty unless a code is waited for.
    package let methods: [MethodView]
    /// When the attempt ends.
    package let expiresAt: Timestamp

    /// What to do, in this order, when it does not go on.
    package var nextSteps: [String] { state.nextSteps(methods: methods.count) }

    /// The page of help for this state, by its id (SEED-08).
    package var helpTopic: String {
        switch state {
        case .codeRequired: "code"
        case .enrollmentRequired: "enable"
        case .mailboxConfirmationRequired: onceEnrolled ? "confirm-device" : "confirm-mailbox"
        case .recoveryRequired: "recovery"
        }
    }
}

extension AttemptState {
    /// What a person can do, in the order of the source (SEED-51, SEED-52): what is wrong most often
    /// comes first. A backup is offered where there is one.
    func nextSteps(methods: Int) -> [String] {
        switch self {
        case .codeRequired:
            ["clear_cache", "check_clock"] + (methods > 1 ? ["backup_method"] : []) + ["recovery"]
        case .enrollmentRequired: ["add_method"]
        case .mailboxConfirmationRequired: ["mailbox_link"]
        case .recoveryRequired: ["recovery"]
        }
    }
}
