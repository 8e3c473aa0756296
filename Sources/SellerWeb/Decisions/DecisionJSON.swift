import SellerModel

extension Decision {
    /// The decision in the standard's words; a refusal explains itself in its context.
    func json(_ question: AccessQuestion) -> JSONValue {
        guard !isAllowed else { return ["decision": .bool(true)] }
        var context: [JSONMember] = [
            .init("code", .string(reason.code.rawValue)),
            .init("reason", .string(reason.sentence)),
        ]
        if let neededLevel {
            let needs: JSONValue = [
                "tool": .string(question.tool), "level": .string(neededLevel.rawValue),
                "scope": .string(question.scope ?? "global"),
            ]
            context.append(.init("needs", needs))
        }
        return ["decision": .bool(false), "context": .object(context)]
    }
}

extension DecisionReason {
    /// The code of the same refusal elsewhere.
    var code: ErrorCode {
        switch self {
        case .allowed, .userNotActive, .levelMissing: .permissionDenied
        case .unknownService: .unauthenticated
        case .unknownUser, .unknownTool, .unknownAction: .notFound
        case .prerequisiteMissing: .prerequisiteMissing
        }
    }

    /// Why, for a person.
    var sentence: String {
        switch self {
        case .allowed: "The user may."
        case .unknownService: "Only a service's token is taken here."
        case .unknownUser: "No user has this id."
        case .userNotActive: "The user is not active in the account."
        case .unknownTool: "The permission catalogue has no such tool in such a section."
        case .unknownAction: "The tool has no such action."
        case .levelMissing: "The user's level on this tool is too low in this scope."
        case .prerequisiteMissing:
            "The tool is withheld until two reviewers have verified the person's identity."
        }
    }
}
