import SellerModel

/// A mail as it is sent: plain text.
package struct MailMessage: Sendable, Equatable {
    /// The subject, in one line and without secrets.
    package let subject: String
    /// The text; links in it are secrets.
    package let text: String
}

extension MailTemplate {
    /// The words of the mail.
    package var message: MailMessage {
        switch self {
        case .invitation(let invite): invitation(invite)
        case .mailboxLink(let origin, let purpose, let link, let end):
            MailMessage(
                subject: purpose.subject,
                text: """
                    Somebody gave your password and asked for this link.

                    \(origin.sentence)

                    If it was you, open the link before \(end.rfc3339) and give your password again:
                    \(link)

                    If it was not you, do not open it, and tell an admin of your account: your
                    password is known to somebody else. Without this link it does not get them in.
                    """
            )
        case .passwordKnown(let origin, let person):
            MailMessage(
                subject: "Somebody else knows your password",
                text: """
                    Hello \(person),

                    your password was given from devices that you never signed in with, and wrong
                    codes after it, again and again. Nobody got in. The last time:

                    \(origin.sentence)

                    From now on a device that you never used must also open a link from this mailbox
                    before it is asked for a code. Your own devices sign in as before. It is so
                    until the password is another one. Tell an admin of your account.
                    """
            )
        case .enrolled(let origin, let person):
            MailMessage(
                subject: "Two-step verification is set up",
                text: """
                    Hello \(person),

                    from now on every sign-in asks for a code besides your password.

                    \(origin.sentence)

                    If it was not you, tell an admin of your account at once.
                    """
            )
        case .userEnrolled(let person, let account, let moment):
            MailMessage(
                subject: "\(person) can now use \(account)",
                text: """
                    \(person) accepted the invitation to \(account) and set up two-step
                    verification at \(moment.rfc3339). The permissions of the invitation are in force.
                    """
            )
        case .userJoined(let person, let account):
            MailMessage(
                subject: "\(person) can now use \(account)",
                text: """
                    \(person) accepted the invitation to \(account). The permissions of the
                    invitation are in force.
                    """
            )
        case .powerGiven(let person, let giver, let account, let tools):
            MailMessage(
                subject: "\(person) was given more power in \(account)",
                text: """
                    \(giver) gave \(person) these tools in \(account): \
                    \(tools.joined(separator: ", ")).

                    If this should not be, take them away under User Permissions.
                    """
            )
        case .sharedLoginFlagged(let person, let giver, let account):
            sharedLogin(person: person, by: giver, account: account)
        }
    }

    private func invitation(_ invite: Invite) -> MailMessage {
        let inviter = invite.inviter.map { "\($0) invites you" } ?? "You are invited"
        return MailMessage(
            subject: "Invitation to \(invite.account)",
            text: """
                Hello \(invite.person),

                \(inviter) to the seller account \(invite.account), with a login of your own.
                Accept before \(invite.expiresAt.rfc3339):
                \(invite.link)

                The link works once. You will set a password and two-step verification; have an
                authenticator app at hand. Nobody will ever ask you for the link or for a code.
                """
        )
    }

    private func sharedLogin(person: String, by giver: String, account: String) -> MailMessage {
        MailMessage(
            subject: "Your login was flagged as shared in \(account)",
            text: """
                Hello \(person),

                \(giver) declared that several people use your login in \(account). Nothing is
                blocked. Each person should have a login of their own: whoever leaves keeps the
                credentials of a shared one, and everybody stops when the one who holds the device is
                away. You see the flag in your Advanced Security Settings.
                """
        )
    }
}

extension MailTemplate.LinkPurpose {
    var subject: String {
        switch self {
        case .enrollment: "Confirm your mailbox to set up two-step verification"
        case .unknownDevice: "Confirm that you sign in from a new device"
        }
    }
}
