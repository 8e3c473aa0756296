// The kinds of things that have ids. Each is a name only: nothing is ever made of them.

/// A seller account, and the kind of its ids.
public enum Account: Identified {
    /// `acc_…`
    public static let idPrefix = "acc"
}

/// A login's membership of one account, and the kind of its ids.
public enum User: Identified {
    /// `usr_…`
    public static let idPrefix = "usr"
}

/// One person's credentials, and the kind of their ids.
public enum Login: Identified {
    /// `lgn_…`
    public static let idPrefix = "lgn"
}

/// An offer to become a user, and the kind of its ids.
public enum Invitation: Identified {
    /// `inv_…`
    public static let idPrefix = "inv"
}

/// Something that yields a code, and the kind of its ids.
public enum Method: Identified {
    /// `mth_…`
    public static let idPrefix = "mth"
}

/// What a code opened, and the kind of its ids.
public enum Session: Identified {
    /// `ses_…`
    public static let idPrefix = "ses"
}

/// A suspected or declared shared login, and the kind of its ids.
public enum Finding: Identified {
    /// `fnd_…`
    public static let idPrefix = "fnd"
}

/// Who did what, and the kind of its ids.
public enum AuditEntry: Identified {
    /// `aud_…`
    public static let idPrefix = "aud"
}

/// What stands between a right password and a session. Its id never leaves the service.
public enum Attempt: Identified {
    /// `att_…`
    public static let idPrefix = "att"
}

/// A code validated inside a session for one named change. Its id never leaves the service.
public enum StepUp: Identified {
    /// `stp_…`
    public static let idPrefix = "stp"
}

/// A browser or program that a login signed in with. Its id never leaves the service.
public enum Device: Identified {
    /// `dvc_…`
    public static let idPrefix = "dvc"
}

/// A link sent to a login's mailbox. Its id never leaves the service.
public enum MailboxLink: Identified {
    /// `mbl_…`
    public static let idPrefix = "mbl"
}

/// Another system of the operator, and the kind of its ids.
public enum Service: Identified {
    /// `svc_…` is its token's prefix; its id is `srv_…`.
    public static let idPrefix = "srv"
}

/// A message in the outbox, and the kind of its ids.
public enum Message: Identified {
    /// `msg_…`
    public static let idPrefix = "msg"
}
