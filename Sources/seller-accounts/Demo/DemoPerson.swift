import SellerModel

/// Somebody of the demo, with what it takes to sign in.
struct DemoPerson: Sendable {
    let name: String
    let email: String
    var password: String?
    /// The authenticator app's key in base 32; nil for people who are not enrolled.
    var secret: String?
    var state: String

    /// The person for scripts.
    var json: JSONValue {
        [
            "name": .string(name), "email": .string(email), "password": .optional(password),
            "secret": .optional(secret), "state": .string(state),
        ]
    }
}
