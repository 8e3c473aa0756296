import SellerModel
import SellerService

extension UserView {
    /// The user as the account sees it.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "name": .string(name),
            "email": .string(email),
            "kind": .string(kind.rawValue),
            "state": .string(state.rawValue),
            "two_step": .string(twoStep.rawValue),
            "shared_login": .bool(sharedLogin),
            "created_at": .string(createdAt.rfc3339),
            "activated_at": .optional(activatedAt?.rfc3339),
            "version": .integer(version),
        ]
    }
}

extension Page {
    /// The page as every list has it.
    func json(_ item: (Item) -> JSONValue) -> JSONValue {
        ["items": .array(items.map(item)), "next_cursor": .optional(nextCursor)]
    }
}
