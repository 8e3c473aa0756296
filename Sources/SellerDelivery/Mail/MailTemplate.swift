package import SellerModel

/// What the service writes by mail: invitations, links and notices. None of them can hold a code,
/// because no case takes one (SEED-21).
package enum MailTemplate: Sendable, Equatable {
    /// The link that accepts an invitation.
    case invitation(Invite)
    /// The link that proves who reads the mailbox, before a first enrollment or a code.
    case mailboxLink(Origin, for: LinkPurpose, link: String, expiresAt: Timestamp)
    /// Strangers gave the right password and wrong codes.
    case passwordKnown(Origin, person: String)
    /// Two-step verification was set up for the login.
    case enrolled(Origin, person: String)
    /// A user of the account set up two-step verification and can act from now on.
    case userEnrolled(person: String, account: String, at: Timestamp)
    /// Somebody who was enrolled already accepted an invitation and can act from now on.
    case userJoined(person: String, account: String)
    /// Somebody newly may manage the users of an account, or its money.
    case powerGiven(person: String, by: String, account: String, tools: [String])
    /// A login was flagged as used by several people.
    case sharedLoginFlagged(person: String, by: String, account: String)

    /// What a link of the mailbox lets happen.
    package enum LinkPurpose: Sendable, Equatable {
        /// The first method of a login.
        case enrollment
        /// A code from a device that the login never signed in with.
        case unknownDevice
    }

    /// Who invites whom to what.
    package struct Invite: Sendable, Equatable {
        let person: String
        let inviter: String?
        let account: String
        let link: String
        let expiresAt: Timestamp

        /// An invitation's words; `inviter` is nil when the operator opened the account.
        package init(
            person: String,
            inviter: String?,
            account: String,
            link: String,
            expiresAt: Timestamp
        ) {
            self.person = Self.clipped(person)
            self.inviter = inviter.map(Self.clipped)
            self.account = Self.clipped(account)
            self.link = link
            self.expiresAt = expiresAt
        }

        /// As long as the longest name in a passport (ICAO 9303): whoever gets the mail is a stranger
        /// yet, and reads what the inviter wrote there.
        private static let longestName = 80

        private static func clipped(_ name: String) -> String {
            guard name.unicodeScalars.count > longestName else { return name }
            return String(String.UnicodeScalarView(name.unicodeScalars.prefix(longestName))) + "…"
        }
    }

    /// When and from where something was asked for.
    package struct Origin: Sendable, Equatable {
        let at: Timestamp
        let address: String?
        let browser: String

        /// A moment, a network address and a browser.
        package init(at: Timestamp, address: String?, browser: String) {
            self.at = at
            self.address = address
            self.browser = browser
        }

        var sentence: String {
            // Control characters of a forged header would break the lines of the mail.
            // Programs name themselves in the first word: no sentence and no link of a stranger.
            let clean = browser.unicodeScalars.prefix(40).prefix { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "/"
            }
            let name =
                clean.isEmpty ? "an unnamed browser" : String(String.UnicodeScalarView(clean))
            return "Time: \(at.rfc3339)\nNetwork address: \(address ?? "unknown")\nBrowser: \(name)"
        }
    }

    /// The name that the outbox keeps.
    package var name: String {
        switch self {
        case .invitation: "invitation"
        case .mailboxLink: "mailbox_link"
        case .passwordKnown: "password_known"
        case .enrolled: "enrolled"
        case .userEnrolled: "user_enrolled"
        case .userJoined: "user_joined"
        case .powerGiven: "power_given"
        case .sharedLoginFlagged: "shared_login_flagged"
        }
    }
}
