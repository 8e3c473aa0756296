import SellerModel
import SellerService

extension MethodView {
    /// The method as its person sees it.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "kind": .string(kind.rawValue),
            "label": .string(label),
            "preferred": .bool(preferred),
            "state": .string(state.rawValue),
            // An app needs no delivery; phones come with the first gateway.
            "deliveries": .array([]),
        ]
    }
}

extension SignInView {
    /// The attempt; its token and a new device's only where they are given.
    var json: JSONValue {
        var members: [JSONMember] = []
        if let attempt { members.append(.init("attempt", .string(attempt))) }
        members += [
            .init("state", .string(state.rawValue)),
            .init("methods", .array(methods.map(\.json))),
            .init("next_steps", .array(nextSteps.map(JSONValue.string))),
            .init("help_topic", .string(helpTopic)),
            .init("expires_at", .string(expiresAt.rfc3339)),
        ]
        if let device { members.append(.init("device", .string(device))) }
        return .object(members)
    }
}

extension SignedIn {
    /// The session, shown once.
    var json: JSONValue {
        var members: [JSONMember] = [
            .init("state", "signed_in"),
            .init("session", .string(session)),
            .init("expires_at", .string(expiresAt.rfc3339)),
        ]
        if let stepUp { members.append(.init("step_up", .string(stepUp))) }
        return .object(members)
    }
}

extension PendingMethod {
    /// The secret in the three forms that an authenticator app takes, shown once.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "otpauth_uri": .string(otpauthURI),
            "secret": .string(secret),
            "qr_svg": .optional(QRCode.svg(of: otpauthURI)),
        ]
    }
}
