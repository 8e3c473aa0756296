import SellerModel

/// A limit that operators may set, with the range that still makes sense.
struct LimitKey: Sendable {
    let key: ConfigurationKey
    let range: ClosedRange<Int64>
    let set: @Sendable (inout SettableLimits, Int64) -> Void

    /// A limit of the product.
    private init(
        _ variable: String,
        _ range: ClosedRange<Int64>,
        _ meaning: String,
        get: (Limits) -> Int64,
        set: @escaping @Sendable (inout Limits, Int64) -> Void
    ) {
        key = ConfigurationKey(variable, standard: String(get(Limits())), meaning)
        self.range = range
        self.set = { set(&$0.product, $1) }
    }

    private static let year: Int64 = 366 * 86_400

    /// Every limit.
    static let all = waits + tries + server

    private static let waits = [
        LimitKey(
            "SELLER_ACCOUNTS_ATTEMPT_SECONDS",
            1...3_600,
            "seconds from password to code",
            get: { $0.attemptSeconds },
            set: { $0.attemptSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_PENDING_METHOD_SECONDS",
            1...3_600,
            "seconds to confirm a method",
            get: { $0.pendingMethodSeconds },
            set: { $0.pendingMethodSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_MAILBOX_LINK_SECONDS",
            1...86_400,
            "seconds a mailbox link is good",
            get: { $0.mailboxLinkSeconds },
            set: { $0.mailboxLinkSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_USER_INVITATION_SECONDS",
            1...year,
            "seconds to accept, for users",
            get: { $0.userInvitationSeconds },
            set: { $0.userInvitationSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_PARTNER_INVITATION_SECONDS",
            1...year,
            "seconds to accept, for partners",
            get: { $0.partnerInvitationSeconds },
            set: { $0.partnerInvitationSeconds = $1 }
        ),
        // Source: NIST SP 800-63B-4 §2.2.3, no session of this level beyond 24 hours.
        LimitKey(
            "SELLER_ACCOUNTS_SESSION_SECONDS",
            1...86_400,
            "seconds a session lives",
            get: { $0.sessionSeconds },
            set: { $0.sessionSeconds = $1 }
        ),
        // Source: NIST SP 800-63B-4 §2.2.3, at most one hour of inactivity.
        LimitKey(
            "SELLER_ACCOUNTS_SESSION_IDLE_SECONDS",
            1...3_600,
            "seconds a session may rest",
            get: { $0.sessionIdleSeconds },
            set: { $0.sessionIdleSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_STEP_UP_SECONDS",
            1...3_600,
            "seconds a step-up is good",
            get: { $0.stepUpSeconds },
            set: { $0.stepUpSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_ENROLLMENT_STEP_UP_SECONDS",
            1...3_600,
            "seconds to add a backup after enrollment",
            get: { $0.enrollmentStepUpSeconds },
            set: { $0.enrollmentStepUpSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_PAUSE_SECONDS",
            1...86_400,
            "seconds a method is paused",
            get: { $0.pauseSeconds },
            set: { $0.pauseSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_RESEND_APART_SECONDS",
            0...3_600,
            "seconds between two resends",
            get: { $0.resendApartSeconds },
            set: { $0.resendApartSeconds = $1 }
        ),
    ]

    private static let tries = [
        LimitKey(
            "SELLER_ACCOUNTS_MAILBOX_LINKS_PER_HOUR",
            1...100,
            "mailbox links for a login",
            get: { Int64($0.mailboxLinksPerHour) },
            set: { $0.mailboxLinksPerHour = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_FAILURES_BEFORE_PAUSE",
            1...100,
            "wrong codes that pause a method",
            get: { Int64($0.failuresBeforePause) },
            set: { $0.failuresBeforePause = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_STRANGER_FAILURES_BEFORE_MAILBOX",
            1...100,
            "wrong codes of unknown devices before they need a mailbox link",
            get: { Int64($0.strangerFailuresBeforeMailbox) },
            set: { $0.strangerFailuresBeforeMailbox = Int($1) }
        ),
        // Source: NIST SP 800-63B-4 §3.2.2, no more than 100.
        LimitKey(
            "SELLER_ACCOUNTS_FAILURES_BEFORE_DISABLED",
            1...100,
            "wrong codes that disable a method",
            get: { Int64($0.failuresBeforeDisabled) },
            set: { $0.failuresBeforeDisabled = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_PASSWORD_TRIES_PER_LOGIN_PER_HOUR",
            1...100_000,
            "passwords tried for a login",
            get: { Int64($0.passwordTriesPerLoginPerHour) },
            set: { $0.passwordTriesPerLoginPerHour = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_PASSWORD_TRIES_PER_LOGIN_AND_SOURCE_PER_HOUR",
            1...100_000,
            "passwords tried for a login from a source",
            get: { Int64($0.passwordTriesPerLoginAndSourcePerHour) },
            set: { $0.passwordTriesPerLoginAndSourcePerHour = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_PASSWORD_TRIES_PER_SOURCE_PER_MINUTE",
            1...100_000,
            "passwords tried from a source",
            get: { Int64($0.passwordTriesPerSourcePerMinute) },
            set: { $0.passwordTriesPerSourcePerMinute = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_MAILS_PER_RECIPIENT_PER_HOUR",
            1...1_000,
            "mails an hour that accounts send an address",
            get: { Int64($0.mailsPerRecipientPerHour) },
            set: { $0.mailsPerRecipientPerHour = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_MAILS_PER_RECIPIENT_PER_DAY",
            1...10_000,
            "mails a day that accounts send an address",
            get: { Int64($0.mailsPerRecipientPerDay) },
            set: { $0.mailsPerRecipientPerDay = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_MAILS_PER_ACCOUNT_PER_RECIPIENT_PER_DAY",
            1...10_000,
            "mails a day that one account sends an address",
            get: { Int64($0.mailsPerAccountPerRecipientPerDay) },
            set: { $0.mailsPerAccountPerRecipientPerDay = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_MAILS_PER_ACCOUNT_PER_HOUR",
            1...1_000_000,
            "mails an hour that an account sends",
            get: { Int64($0.mailsPerAccountPerHour) },
            set: { $0.mailsPerAccountPerHour = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_USERS_PER_ACCOUNT",
            1...1_000_000,
            "users of a new account",
            get: { Int64($0.usersPerAccount) },
            set: { $0.usersPerAccount = Int($1) }
        ),
    ]
}
