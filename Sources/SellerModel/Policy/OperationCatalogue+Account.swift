extension OperationCatalogue {
    private static let users = "/v1/accounts/{account}/users"
    private static let invitations = "/v1/accounts/{account}/invitations"
    private static let sharedLogins = "/v1/accounts/{account}/shared-logins"

    private static func level(_ level: Level) -> Authority {
        .tool(Tool.userPermissions, level)
    }

    /// What happens inside one account.
    static let account: [Operation] = [
        row(
            .accountView,
            .get,
            "/v1/accounts/{account}",
            [.session],
            .anyUser,
            "Shows the account.",
            errors: [.notFound]
        ),
        row(
            .usersList,
            .get,
            users,
            [.session],
            level(.view),
            "Lists users, filtered by two-step verification, tool, level and state.",
            errors: [.notFound, .permissionDenied, .invalidCursor]
        ),
        row(
            .usersView,
            .get,
            "\(users)/{user}",
            [.session],
            level(.view),
            "Shows one user.",
            errors: [.notFound, .permissionDenied]
        ),
        row(
            .permissionsView,
            .get,
            "\(users)/{user}/permissions",
            [.session],
            level(.view),
            "Shows the grants of a user.",
            errors: [.notFound, .permissionDenied]
        ),
        row(
            .permissionsReplace,
            .put,
            "\(users)/{user}/permissions",
            [.session],
            level(.admin),
            "Replaces the whole set of a user's grants, or previews the difference.",
            errors: [
                .notFound, .permissionDenied, .aboveOwnRights, .prerequisiteMissing, .stale,
                .preconditionRequired, .stepUpRequired, .conflict,
            ],
            stepUp: .whenPowerGrows,
            ifMatch: true
        ),
        row(
            .catalogueView,
            .get,
            "/v1/accounts/{account}/permission-catalogue",
            [.session],
            .anyUser,
            "Shows sections, tools, levels and prerequisites.",
            errors: [.notFound]
        ),
        row(
            .invitationsCreate,
            .post,
            invitations,
            [.session],
            level(.admin),
            "Invites a person; the link goes to the address by mail.",
            errors: [
                .notFound, .permissionDenied, .aboveOwnRights, .prerequisiteMissing,
                .stepUpRequired, .alreadyUser, .alreadyInvited, .limitReached,
                .idempotencyMismatch, .idempotencyInProgress, .rateLimited,
            ],
            stepUp: .whenPowerGrows,
            idempotencyKey: true
        ),
        row(
            .invitationsList,
            .get,
            invitations,
            [.session],
            level(.view),
            "Lists invitations with their state.",
            errors: [.notFound, .permissionDenied, .invalidCursor]
        ),
        row(
            .invitationsResend,
            .post,
            "\(invitations)/{invitation}/resend",
            [.session],
            level(.admin),
            "Sends a new link; the older one is void.",
            errors: [
                .notFound, .permissionDenied, .conflict, .aboveOwnRights, .prerequisiteMissing,
                .invalid, .limitReached, .rateLimited,
            ]
        ),
        row(
            .invitationsRevoke,
            .delete,
            "\(invitations)/{invitation}",
            [.session],
            level(.admin),
            "Takes an invitation back.",
            errors: [.notFound, .permissionDenied, .conflict]
        ),
        row(
            .sharedLoginsList,
            .get,
            sharedLogins,
            [.session],
            level(.admin),
            "Lists findings of shared logins.",
            errors: [.notFound, .permissionDenied, .invalidCursor]
        ),
        row(
            .sharedLoginsFlag,
            .post,
            sharedLogins,
            [.session],
            level(.admin),
            "Flags a login as shared, by declaration.",
            errors: [
                .notFound, .permissionDenied, .idempotencyMismatch, .idempotencyInProgress,
            ],
            idempotencyKey: true
        ),
        row(
            .reportsRead,
            .get,
            "/v1/accounts/{account}/reports/{report}",
            [.session],
            .tool("reports", .view),
            "Streams a report as CSV, JSON or NDJSON.",
            errors: [.notFound, .permissionDenied]
        ),
    ]
}
