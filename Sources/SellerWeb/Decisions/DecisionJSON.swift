import SellerModel

extension Decision {
    /// Writes the decision in the standard's words; a refusal explains itself in its context.
    func write(_ question: AccessQuestion, into text: inout JSONText) {
        if isAllowed { return text.raw(#"{"decision":true}"#) }
        text.raw(#"{"decision":false,"context":{"code":"#)
        text.string(reason.code.rawValue)
        text.raw(#","reason":"#)
        text.string(reason.sentence)
        if let neededLevel {
            text.raw(#","needs":{"tool":"#)
            text.string(question.tool)
            text.raw(#","level":"#)
            text.string(neededLevel.rawValue)
            text.raw(#","scope":"#)
            text.string(question.scope ?? "global")
            text.raw("}")
        }
        text.raw("}}")
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
