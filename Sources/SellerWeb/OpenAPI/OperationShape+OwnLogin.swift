import SellerModel

extension Schema {
    static let session = view([
        "id": id(Session.self), "current": boolean, "address": string.orNull,
        "user_agent": string.orNull, "created_at": time, "last_seen_at": time,
        "expires_at": time,
    ])

    static let ownAccount = view([
        "id": id(Account.self), "name": string, "user": id(User.self),
        "kind": choice(UserKind.self), "state": choice(UserState.self),
        "levels": array(
            of: view(["tool": string, "level": choice(Level.self), "scope": string])
        ),
    ])

    static let whoAmI = view([
        "login": id(Login.self), "email": string, "name": string,
        "accounts": array(of: ownAccount), "account": id(Account.self).orNull,
        "session": id(Session.self), "expires_at": time,
    ])

    static let twoStep = view([
        "state": choice(TwoStepState.self), "methods": array(of: method),
        "recovery_grant_until": time.orNull, "findings": array(of: finding),
        "readiness": view([
            "independent_methods": integer, "travel_ready": boolean, "advice": array(of: string),
        ]),
    ])
}

extension OperationShape {
    /// The shapes of what everybody does with their own login.
    static func ownLogin(_ name: OperationName) -> OperationShape {
        switch name {
        case .sessionView: OperationShape(200, "The caller.", .whoAmI)
        case .sessionEnd: OperationShape(204, "Signed out.")
        case .sessionChooseAccount:
            OperationShape(204, "Chosen.", body: .fields(["account": .id(Account.self)]))
        case .sessionsList:
            OperationShape(200, "The live sessions.", .view(["items": .array(of: .session)]))
        case .sessionsEnd: OperationShape(204, "Ended.")
        case .twoStepView: OperationShape(200, "The own two-step verification.", .twoStep)
        case .stepUpStart:
            OperationShape(
                201,
                "The step-up, to be answered by a code.",
                .view([
                    "step_up": .token(.stepUp), "methods": .array(of: .method), "expires_at": .time,
                ]),
                body: .fields(
                    ["operation": .choice(OperationName.self)],
                    optional: ["target": .text(128).orNull]
                )
            )
        default:
            OperationShape(
                200,
                "The step-up is good for its change.",
                .view(["expires_at": .time]),
                body: .fields(["method": .id(Method.self), "code": .code])
            )
        }
    }
}
