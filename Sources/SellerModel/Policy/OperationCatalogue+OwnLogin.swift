extension OperationCatalogue {
    /// What everybody does with their own login.
    static let ownLogin: [Operation] = [
        row(
            .sessionView,
            .get,
            "/v1/session",
            [.session],
            .own,
            "Who am I: the login, its accounts and levels."
        ),
        row(.sessionEnd, .delete, "/v1/session", [.session], .own, "Signs out."),
        row(
            .sessionChooseAccount,
            .put,
            "/v1/session/account",
            [.session],
            .own,
            "Chooses the account that the pages act on.",
            errors: [.notFound]
        ),
        row(.sessionsList, .get, "/v1/sessions", [.session], .own, "Lists the own sessions."),
        row(
            .sessionsEnd,
            .delete,
            "/v1/sessions/{session}",
            [.session],
            .own,
            "Ends one of the own sessions.",
            errors: [.notFound]
        ),
        row(
            .twoStepView,
            .get,
            "/v1/two-step",
            [.session],
            .own,
            "Shows the own two-step verification: state, methods, readiness."
        ),
        row(
            .stepUpStart,
            .post,
            "/v1/step-up",
            [.session],
            .own,
            "Names the change that a code is to be given for.",
            errors: [.invalid]
        ),
        row(
            .stepUpCode,
            .post,
            "/v1/step-up/{step_up}/code",
            [.session],
            .own,
            "Gives the code for the named change.",
            errors: [
                .invalidCode, .codeAlreadyUsed, .codeExpired, .methodNotUsable, .notFound,
                .rateLimited,
            ]
        ),
    ]
}
