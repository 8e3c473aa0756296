extension OperationCatalogue {
    /// From nobody to a session.
    static let signIn: [Operation] = [
        row(
            .signInStart,
            .post,
            "/v1/sign-in",
            [.none],
            .none,
            "Gives a password and gets an attempt, never a session.",
            errors: [.invalidCredentials, .rateLimited]
        ),
        row(
            .signInView,
            .get,
            "/v1/sign-in",
            [.attemptAny],
            .own,
            "Shows what the attempt waits for and which methods can answer."
        ),
        row(
            .signInCode,
            .post,
            "/v1/sign-in/code",
            [.attemptCode],
            .own,
            "Gives a code of an active method and gets the session.",
            errors: [.invalidCode, .codeAlreadyUsed, .methodNotUsable, .rateLimited]
        ),
        row(
            .signInMailboxLink,
            .post,
            "/v1/sign-in/mailbox-link",
            [.attemptAny],
            .own,
            "Asks for a link to the login's mailbox; the answer is always alike.",
            errors: [.rateLimited]
        ),
        row(
            .signInTicket,
            .post,
            "/v1/sign-in/ticket",
            [.attemptAny],
            .own,
            "Presents the ticket that lets an enrollment happen, or vouches for an unknown device.",
            errors: [.invalid, .conflict]
        ),
        row(
            .signInAddMethod,
            .post,
            "/v1/sign-in/methods",
            [.attemptTicket],
            .own,
            "Begins the first method; its secret is shown once.",
            errors: [.emailNotSupported, .conflict]
        ),
        row(
            .signInConfirmMethod,
            .post,
            "/v1/sign-in/methods/{method}/confirm",
            [.attemptTicket],
            .own,
            "Gives the first code of the new method: enrolls the login and opens the session.",
            errors: [.invalidCode, .conflict, .codeExpired]
        ),
        row(
            .invitationInspect,
            .post,
            "/v1/invitations/inspect",
            [.link],
            .none,
            "Tells who invites to what; consumes nothing.",
            errors: [.notFound]
        ),
        row(
            .invitationAccept,
            .post,
            "/v1/invitations/accept",
            [.link, .session],
            .none,
            "Accepts an invitation: makes the login with it, or joins the signed-in login.",
            errors: [.notFound, .conflict, .alreadyUser, .passwordNotAcceptable]
        ),
    ]
}
