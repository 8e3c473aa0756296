import SellerModel
import SellerService

extension WhoAmI {
    /// Writes the caller, with the accounts that they see.
    func write(into text: inout JSONText) {
        text.raw(#"{"login":"#)
        text.id(login)
        text.raw(#","email":"#)
        text.string(email)
        text.raw(#","name":"#)
        text.string(name)
        text.raw(#","accounts":["#)
        for (index, account) in accounts.enumerated() {
            if index > 0 { text.raw(",") }
            account.write(into: &text)
        }
        text.raw(#"],"account":"#)
        text.id(chosenAccount)
        text.raw(#","session":"#)
        text.id(session)
        text.raw(#","expires_at":"#)
        text.time(expiresAt)
        text.raw("}")
    }
}

extension OwnAccount {
    /// One account with the levels held there.
    fileprivate func write(into text: inout JSONText) {
        text.raw(#"{"id":"#)
        text.id(account)
        text.raw(#","name":"#)
        text.string(name)
        text.raw(#","user":"#)
        text.id(user)
        text.raw(#","kind":"#)
        text.word(kind.rawValue)
        text.raw(#","state":"#)
        text.word(state.rawValue)
        text.raw(#","levels":["#)
        for (index, held) in levels.enumerated() {
            text.raw(index > 0 ? #",{"tool":"# : #"{"tool":"#)
            text.string(held.tool)
            text.raw(#","level":"#)
            text.word(held.level.rawValue)
            text.raw(#","scope":"#)
            text.word(held.scope.text)
            text.raw("}")
        }
        text.raw("]}")
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
