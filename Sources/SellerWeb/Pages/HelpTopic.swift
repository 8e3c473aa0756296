import SellerModel

/// The pages of help. Sign-in names them by their ids, which therefore stay as they are.
enum HelpTopic: String, CaseIterable, Sendable {
    /// Where the code of a sign-in comes from (`code_required`).
    case code
    /// Setting up two-step verification, step by step (`enrollment_required`, SEED-08).
    case enable
    /// Why a link from the mailbox comes before the first enrollment (`mailbox_confirmation_required`).
    case confirmMailbox = "confirm-mailbox"
    /// Why an unknown device needs a link from the mailbox (`mailbox_confirmation_required`).
    case confirmDevice = "confirm-device"
    /// When no method is left (`recovery_required`).
    case recovery
    /// Where to find an authenticator app (SEED-18).
    case authenticatorApp = "authenticator-app"
    /// Why codes never come by e-mail (SEED-22).
    case noCodesByMail = "no-codes-by-mail"

    /// Where the page is.
    var path: String { "/help/\(rawValue)" }

    /// What stands at its top.
    var title: String {
        switch self {
        case .code: "Signing in with a code"
        case .enable: "Setting up two-step verification"
        case .confirmMailbox: "Confirming your mailbox"
        case .confirmDevice: "Signing in on a new device"
        case .recovery: "When no method works any more"
        case .authenticatorApp: "Finding an authenticator app"
        case .noCodesByMail: "Why there are no codes by e-mail"
        }
    }

    /// The page that helps whoever got this refusal; nil where its own sentence has to do.
    init?(_ code: ErrorCode) {
        switch code {
        case .codeRequired, .invalidCode, .codeAlreadyUsed: self = .code
        case .enrollmentRequired: self = .enable
        case .mailboxConfirmationRequired: self = .confirmMailbox
        case .recoveryRequired: self = .recovery
        case .emailNotSupported: self = .noCodesByMail
        default: return nil
        }
    }
}
