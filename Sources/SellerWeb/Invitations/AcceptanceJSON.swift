import SellerModel
import SellerService

extension InvitationOffer {
    /// What the holder of the link may know: never whether the address has a login.
    var json: JSONValue {
        [
            "account": .string(accountName),
            "inviter": .optional(inviterName),
            "kind": .string(kind.rawValue),
            "email": .string(email),
            "name": .string(name),
            "expires_at": .string(expiresAt.rfc3339),
        ]
    }
}

extension AcceptedInvitation {
    /// The user that the signed-in login became.
    var json: JSONValue {
        switch self {
        case .user(let user, let account):
            ["user": .string(user.text), "account": .string(account.text)]
        }
    }
}
