/// Who gets past the door of each operation, written down apart from the program.
///
/// One letter for each caller, in the order of `Caller`: `+` let in, `U` 401 unauthenticated, `C`
/// 403 code_required, `E` 403 enrollment_required, `M` 403 mailbox_confirmation_required, `P` 403
/// permission_denied, `N` 404 not_found.
enum GoldenAccess {
    /// By operation name.
    static let table = [
        // From nobody to a session. A session is no attempt.
        "sign_in.start": "++++++",
        "sign_in.view": "U+++UU",
        "sign_in.code": "U+EMUU",
        "sign_in.mailbox_link": "U+++UU",
        "sign_in.ticket": "U+++UU",
        "sign_in.add_method": "UC+MUU",
        "sign_in.confirm_method": "UC+MUU",
        "invitation.inspect": "++++++",
        "invitation.accept": "+CEM++",
        // The own login.
        "session.view": "UCEM++",
        "session.end": "UCEM++",
        "session.choose_account": "UCEM++",
        "sessions.list": "UCEM++",
        "sessions.end": "UCEMNN",
        "two_step.view": "UCEM++",
        "step_up.start": "UCEM++",
        "step_up.code": "UCEM++",
        // Inside an account: nothing without the level, and not even its name for strangers.
        "account.view": "UCEM+N",
        "users.list": "UCEMPN",
        "users.view": "UCEMPN",
        "permissions.view": "UCEMPN",
        "permissions.replace": "UCEMPN",
        "catalogue.view": "UCEM+N",
        "invitations.create": "UCEMPN",
        "invitations.list": "UCEMPN",
        "invitations.resend": "UCEMPN",
        "invitations.revoke": "UCEMPN",
        "shared_logins.list": "UCEMPN",
        "shared_logins.flag": "UCEMPN",
        "reports.read": "UCEMPN",
    ]
}
