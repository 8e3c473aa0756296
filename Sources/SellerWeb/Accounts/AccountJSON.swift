import SellerModel
import SellerService

extension AccountView {
    /// The account as the API shows it.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "name": .string(name),
            "state": .string(state),
            "primary": .optional(primary?.text),
            "user_limit": .integer(Int64(userLimit)),
            "created_at": .string(createdAt.rfc3339),
        ]
    }
}
