import SellerModel
import SellerService

extension TwoStepView {
    /// State, methods and readiness.
    var json: JSONValue {
        [
            "state": .string(state.rawValue),
            // Grants come with the recovery desk; until then nobody has one.
            "recovery_grant_until": .null,
            "methods": .array(methods.map(\.json)),
            "findings": .array(findings.map(\.json)),
            "readiness": [
                "independent_methods": .integer(Int64(independentMethods)),
                "travel_ready": .bool(travelReady),
                "advice": .array(advice.map(JSONValue.string)),
            ],
        ]
    }
}

extension StepUpView {
    /// The step-up's token, shown once, and what can answer it.
    var json: JSONValue {
        [
            "step_up": .string(token),
            "methods": .array(methods.map(\.json)),
            "expires_at": .string(expiresAt.rfc3339),
        ]
    }
}
