/// Every limit of the product with its default. Operators may set each; tests shorten them.
public struct Limits: Sendable, Equatable {
    /// Ten minutes from the right password to the code.
    public var attemptSeconds: Int64 = 600
    /// Ten minutes to confirm a new method.
    public var pendingMethodSeconds: Int64 = 600
    /// One hour for a link in the mailbox.
    public var mailboxLinkSeconds: Int64 = 3_600
    /// Three mailbox links an hour for one login.
    public var mailboxLinksPerHour = 3
    /// 14 days for users: Seller Central's practice (INV-02).
    public var userInvitationSeconds: Int64 = 14 * 86_400
    /// Seven days for partners: Seller Central's practice (INV-02).
    public var partnerInvitationSeconds: Int64 = 7 * 86_400
    /// Twelve hours for a session: NIST SP 800-63B-4 §2.2.3 allows 24.
    public var sessionSeconds: Int64 = 12 * 3_600
    /// Half an hour without a request: NIST SP 800-63B-4 §2.2.3 allows one hour.
    public var sessionIdleSeconds: Int64 = 1_800
    /// Five minutes for a step-up.
    public var stepUpSeconds: Int64 = 300
    /// Ten minutes for the step-up that comes with enrollment, to add a backup.
    public var enrollmentStepUpSeconds: Int64 = 600
    /// Ten wrong codes in a row pause a method: half of a percent of a chance at six digits.
    public var failuresBeforePause = 10
    /// Fifteen minutes of pause.
    public var pauseSeconds: Int64 = 900
    /// Ten wrong codes in a row from unknown devices: each came after the right password, so others
    /// know it.
    public var strangerFailuresBeforeMailbox = 10
    /// A hundred wrong codes in a row disable a method: NIST SP 800-63B-4 §3.2.2.
    public var failuresBeforeDisabled = 100
    /// Password tries an hour for one login, by all sources together.
    public var passwordTriesPerLoginPerHour = 100
    /// Password tries an hour for one login from one source: a fifth of what all together have, so
    /// that one stranger cannot use it up.
    public var passwordTriesPerLoginAndSourcePerHour = 20
    /// Password tries a minute from one source.
    public var passwordTriesPerSourcePerMinute = 60
    /// Half a minute between two resends of an invitation: the product's default for sending again.
    public var resendApartSeconds: Int64 = 30
    /// Mails an hour to one address that members of accounts cause, by all accounts together: the
    /// product's default for sending again.
    public var mailsPerRecipientPerHour = 5
    /// The same for a day: what five accounts may send, so that one or two of them alone cannot keep
    /// a person from the mails of all others.
    public var mailsPerRecipientPerDay = 50
    /// Mails a day that the members of one account cause to one address: twice an hour's, so that
    /// one account fills at most two hours of a person's day.
    public var mailsPerAccountPerRecipientPerDay = 10
    /// Mails an hour that the members of one account cause: as many as it has places (INV-10).
    public var mailsPerAccountPerHour = 200
    /// Users in an account: PayPal's practice (INV-10).
    public var usersPerAccount = 200

    /// All limits at their defaults.
    public init() {}
}
