import SellerModel
import SellerService

/// E-mail address and password.
struct SignInScene: PageScene {
    static let template = PageTemplate.signIn
    let title = "Sign in"
    let email: String
    let notice: String?
    let fault: String?
}

/// A code of one of the login's methods.
struct CodeScene: PageScene {
    /// A method to choose.
    struct Choice: Sendable {
        let id: String
        let label: String
        let kind: String
        let chosen: Bool
    }

    static let template = PageTemplate.code
    let title = "Enter your code"
    let fault: String?
    /// The methods, where there is something to choose.
    let choices: [Choice]?
    /// The one method's name, where there is nothing to choose.
    let only: Choice?

    init(_ views: [MethodView], fault: String?) {
        self.fault = fault
        let usable = views.filter { $0.state == .active }
        let first = usable.firstIndex { $0.preferred } ?? 0
        let methods = usable.enumerated().map { index, view in
            Choice(
                id: view.id.text,
                label: view.label,
                kind: view.kind.words,
                chosen: index == first
            )
        }
        choices = methods.count > 1 ? methods : nil
        only = methods.count == 1 ? methods.first : nil
    }
}

/// Before the first enrollment, and before a code where others know the password, a link from the
/// mailbox has to be opened.
struct MailboxScene: PageScene {
    static let template = PageTemplate.mailbox
    let title = "Confirm your mailbox"
    /// Whether it is for an unknown device, and not for a first enrollment.
    let isDevice: Bool
    let sent: Bool
    let fault: String?

    init(_ view: SignInView, sent: Bool, fault: String?) {
        isDevice = view.onceEnrolled
        self.sent = sent
        self.fault = fault
    }
}

/// No method is left.
struct RecoveryScene: PageScene {
    static let template = PageTemplate.recovery
    let title = "Account recovery is needed"
}

extension MethodKind {
    /// The kind in a person's words.
    var words: String {
        switch self {
        case .authenticatorApp: "Authenticator app"
        case .phone: "Phone"
        }
    }
}
