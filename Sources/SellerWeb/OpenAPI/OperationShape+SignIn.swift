import SellerModel

extension Schema {
    /// Typed by a person: accepted as it comes, and refused by the service when it does not fit.
    static let email = text(254, shortest: 3)
    /// Six digits. Source: RFC 6238 as authenticator apps follow it.
    static let code = text(64)
    /// As far as a request may go; the policy's own limit is lower.
    static let password = text(1_024)

    static let method = view([
        "id": id(Method.self), "kind": choice(MethodKind.self), "label": string,
        "preferred": boolean, "state": choice(MethodState.self),
        "deliveries": array(of: choice(["sms", "voice"])),
    ])

    static let signIn = view(
        [
            "state": choice(AttemptState.self), "methods": array(of: method),
            "next_steps": array(of: string), "help_topic": string, "expires_at": time,
        ],
        optional: ["attempt": token(.attempt), "device": token(.device)]
    )

    static let signedIn = view(
        ["state": choice(["signed_in"]), "session": token(.session), "expires_at": time],
        optional: ["step_up": token(.stepUp)]
    )
}

extension OperationShape {
    /// The shapes of the way from nobody to a session.
    static func signIn(_ name: OperationName) -> OperationShape {
        switch name {
        case .signInStart:
            OperationShape(
                200,
                "The attempt.",
                .signIn,
                body: .fields(
                    ["email": .email, "password": .password],
                    optional: [
                        "device": .text(128), "context": .choice(["selling", "buying"]),
                    ]
                )
            )
        case .signInView: OperationShape(200, "The attempt, without its token.", .signIn)
        case .signInCode:
            OperationShape(
                200,
                "The session.",
                .signedIn,
                body: .fields(["method": .id(Method.self), "code": .code])
            )
        case .signInMailboxLink:
            OperationShape(202, "Taken; the same answer whatever follows.", .view([:]))
        case .signInTicket:
            OperationShape(
                200,
                "The attempt in its new state.",
                .signIn,
                body: .fields(["ticket": .text(128)])
            )
        case .signInAddMethod:
            OperationShape(
                201,
                "The new method with its secret, shown once.",
                .view([
                    "id": .id(Method.self), "otpauth_uri": .string, "secret": .string,
                    "qr_svg": .string.orNull,
                ]),
                body: .fields(["kind": .text(32)], optional: ["name": .text(200)])
            )
        case .signInConfirmMethod:
            OperationShape(200, "The session.", .signedIn, body: .fields(["code": .code]))
        default: invitation(name)
        }
    }

    private static func invitation(_ name: OperationName) -> OperationShape {
        switch name {
        case .invitationInspect:
            OperationShape(
                200,
                "What the invitation offers.",
                .view([
                    "account": .string, "inviter": .string.orNull, "email": .string,
                    "kind": .choice(UserKind.self), "name": .string, "expires_at": .time,
                ]),
                body: .fields(["token": .text(128)])
            )
        default:
            OperationShape(
                [
                    Success(
                        status: 200,
                        description: "The attempt of the new login, or the new user.",
                        answer: Schema(
                            json: [
                                "anyOf": .array([
                                    Schema.signIn.json,
                                    Schema.view([
                                        "user": .id(User.self), "account": .id(Account.self),
                                    ]).json,
                                ])
                            ]
                        )
                    )
                ],
                body: .fields(
                    ["token": .text(128)],
                    optional: ["name": .text(200), "password": .password]
                )
            )
        }
    }
}
