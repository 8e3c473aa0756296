/// Who gets past the door of each operation, written down apart from the program.
///
/// One letter for each caller, in the order of `Caller`: `+` let in, `U` 401 unauthenticated, `C`
/// 403 code_required, `E` 403 enrollment_required, `M` 403 mailbox_confirmation_required, `P` 403
/// permission_denied, `N` 404 not_found.
enum GoldenAccess {
    /// By operation name.
    static let table = [
        // From nobody to a session. A session is no attempt.
        "sign_in.start": "++++++++",
        "sign_in.view": "U+++UUUU",
        "sign_in.code": "U+EMUUUU",
        "sign_in.mailbox_link": "U+++UUUU",
        "sign_in.ticket": "U+++UUUU",
        "sign_in.add_method": "UC+MUUUU",
        "sign_in.confirm_method": "UC+MUUUU",
        "invitation.inspect": "++++++++",
        "invitation.accept": "+CEM++++",
        // The own login.
        "session.view": "UCEM++++",
        "session.end": "UCEM++++",
        "session.choose_account": "UCEM++++",
        "sessions.list": "UCEM++++",
        "sessions.end": "UCEMNNNN",
        "two_step.view": "UCEM++++",
        "step_up.start": "UCEM++++",
        "step_up.code": "UCEM++++",
        // Inside an account: nothing without the level, and not even its name for strangers and for
        // who is suspended.
        "account.view": "UCEM+NN+",
        "users.list": "UCEMPNN+",
        "users.view": "UCEMPNN+",
        "permissions.view": "UCEMPNN+",
        "permissions.replace": "UCEMPNN+",
        "catalogue.view": "UCEM+NN+",
        "invitations.create": "UCEMPNN+",
        "invitations.list": "UCEMPNN+",
        "invitations.resend": "UCEMPNN+",
        "invitations.revoke": "UCEMPNN+",
        "shared_logins.list": "UCEMPNN+",
        "shared_logins.flag": "UCEMPNN+",
        "reports.read": "UCEMPNN+",
        // A service's alone.
        "access.evaluate": "UUUUUUUU",
    ]
}
