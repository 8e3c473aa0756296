import SellerModel
import SellerService

extension FindingView {
    /// The finding with both risks, who is affected, and what to do (SEED-06, SEED-25).
    var json: JSONValue {
        [
            "id": .string(id.text),
            "user": .string(user.text),
            "kind": .string(kind),
            "level": .string(level),
            "note": .optional(note),
            "declared_by": .optional(declaredBy?.text),
            "declared_by_name": .optional(declarerName),
            "created_at": .string(createdAt.rfc3339),
            "risks": .array(risks.map { ["kind": .string($0.kind), "text": .string($0.text)] }),
            "affected_users": .array(
                affectedUsers.map { ["user": .string($0.user.text), "name": .string($0.name)] }
            ),
            "reaches": .array(reaches.map(JSONValue.string)),
            "recommendation": .string(recommendation),
            "next": .string(action.rawValue),
        ]
    }
}
