import SellerModel
import SellerService

extension InvitationView {
    /// The invitation as admins see it; its link goes by mail only.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "email": .string(email),
            "name": .string(name),
            "kind": .string(kind.rawValue),
            "language": .string(language),
            "state": .string(state),
            "invited_by": .optional(invitedBy?.text),
            "created_at": .string(createdAt.rfc3339),
            "expires_at": .string(expiresAt.rfc3339),
            "user": .optional(user?.text),
            "grants": .array(grants.map(\.json)),
        ]
    }
}
