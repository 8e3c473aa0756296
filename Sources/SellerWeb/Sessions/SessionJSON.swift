import SellerModel
import SellerService

extension WhoAmI {
    /// The caller, with the accounts that they see.
    var json: JSONValue {
        [
            "login": .string(login.text),
            "email": .string(email),
            "name": .string(name),
            "accounts": .array(accounts.map(\.json)),
            "account": .optional(chosenAccount?.text),
            "session": .string(session.text),
            "expires_at": .string(expiresAt.rfc3339),
        ]
    }
}

extension WhoAmI.OwnAccount {
    /// One account with the levels held there.
    fileprivate var json: JSONValue {
        [
            "id": .string(account.text),
            "name": .string(name),
            "user": .string(user.text),
            "kind": .string(kind.rawValue),
            "state": .string(state.rawValue),
            "levels": .array(
                levels.map { held in
                    [
                        "tool": .string(held.tool),
                        "level": .string(held.level.rawValue),
                        "scope": .string(held.scope.text),
                    ]
                }
            ),
        ]
    }
}

extension SessionView {
    /// A session as its person recognizes it.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "current": .bool(isCurrent),
            "address": .optional(address),
            "user_agent": .optional(userAgent),
            "created_at": .string(createdAt.rfc3339),
            "last_seen_at": .string(lastSeenAt.rfc3339),
            "expires_at": .string(expiresAt.rfc3339),
        ]
    }
}
