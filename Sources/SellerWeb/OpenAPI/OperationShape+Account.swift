import SellerModel

extension Schema {
    /// A set of grants is at most every tool in every marketplace.
    static let grants = array(
        of: fields(
            ["tool": text(64), "level": choice(Level.self)],
            optional: ["scope": pattern("^(global|[a-z]{2})$"), "expires_at": time.orNull]
        ),
        most: 1_000
    )

    static let account = view([
        "id": id(Account.self), "name": string, "state": choice(["opening", "open"]),
        "primary": id(User.self).orNull, "user_limit": integer, "created_at": time,
    ])

    static let user = view([
        "id": id(User.self), "name": string, "email": string, "kind": choice(UserKind.self),
        "state": choice(UserState.self), "two_step": choice(TwoStepState.self),
        "shared_login": boolean, "created_at": time, "activated_at": time.orNull,
        "version": integer,
    ])

    /// A grant as it was asked for.
    static let wantedGrant = view([
        "tool": string, "level": choice(Level.self), "scope": string, "expires_at": time.orNull,
    ])

    /// A grant with who gave it and when.
    static let givenGrant = view([
        "tool": string, "level": choice(Level.self), "scope": string, "expires_at": time.orNull,
        "given_by": id(User.self).orNull, "given_by_name": string.orNull, "given_at": time,
    ])

    static let permissions = view([
        "user": id(User.self), "primary": boolean, "grants": array(of: givenGrant),
        "version": integer,
    ])

    static let permissionChange = view([
        "grants": array(of: wantedGrant), "raised": array(of: wantedGrant),
        "lowered": array(of: wantedGrant), "step_up_needed": boolean, "version": integer,
    ])

    static let catalogue = view([
        "sections": array(
            of: view([
                "id": string, "name": string,
                "tools": array(
                    of: view([
                        "id": string, "name": string, "maximum": choice(Level.self),
                        "cross_store": boolean, "prerequisite": choice(Prerequisite.self).orNull,
                        "actions": array(
                            of: view(["name": string, "level": choice(Level.self)])
                        ),
                    ])
                ),
            ])
        )
    ])
}

extension OperationShape {
    private static let paging: [QueryParameter] = [
        QueryParameter(
            name: "limit",
            schema: Schema(json: [
                "type": "integer", "minimum": .integer(1), "maximum": .integer(200),
            ])
        ),
        QueryParameter(name: "cursor", schema: .text(1_024)),
    ]

    /// The shapes of what happens inside one account.
    static func account(_ name: OperationName) -> OperationShape {
        switch name {
        case .accountView: OperationShape(200, "The account.", .account)
        case .usersList:
            OperationShape(
                200,
                "A page of users.",
                .page(of: .user),
                query: [
                    "two_step": .choice(TwoStepFilter.self), "tool": .text(Schema.longestTool),
                    // Nobody holds "none".
                    "level": .choice(Level.allCases.filter { $0 != .none }.map(\.rawValue)),
                    "state": .choice(UserState.self),
                ]
            ).paged
        case .usersView: OperationShape(200, "The user.", .user, tagged: true)
        case .permissionsView:
            OperationShape(200, "The user's grants.", .permissions, tagged: true)
        case .permissionsReplace:
            OperationShape(
                200,
                "The grants and the difference.",
                .permissionChange,
                body: .fields(["grants": .grants]),
                query: ["dry_run": .boolean],
                tagged: true
            )
        case .catalogueView: OperationShape(200, "The catalogue.", .catalogue)
        default: lists(name)
        }
    }

    private static func lists(_ name: OperationName) -> OperationShape {
        switch name {
        case .invitationsCreate:
            OperationShape(
                201,
                "The invitation; its link went to the address.",
                .invitation,
                body: .fields(
                    ["name": .text(200), "email": .email],
                    optional: [
                        "kind": .choice(["secondary", "partner"]), "language": .text(35),
                        "grants": .grants,
                    ]
                )
            )
        case .invitationsList:
            OperationShape(200, "A page of invitations.", .page(of: .invitation)).paged
        case .invitationsResend: OperationShape(200, "The invitation with a new link.", .invitation)
        case .invitationsRevoke: OperationShape(204, "Taken back.")
        case .sharedLoginsList:
            OperationShape(200, "A page of findings.", .page(of: .finding)).paged
        case .sharedLoginsFlag:
            OperationShape(
                201,
                "The finding.",
                .finding,
                body: .fields(
                    ["user": .id(User.self)],
                    optional: ["note": .text(1_000, shortest: 0).orNull]
                )
            )
        default: report
        }
    }

    private var paged: OperationShape {
        var shape = self
        shape.query += Self.paging
        return shape
    }

    private static var report: OperationShape {
        var shape = OperationShape(
            200,
            "The report; rows and SHA-256 follow as trailer fields.",
            query: ["format": .choice(["csv", "json", "ndjson"])]
        )
        shape.mediaTypes = ["text/csv", "application/json", "application/x-ndjson"]
        return shape
    }
}
