import SellerModel
import SellerStore

extension CredentialsRow {
    /// The row as the columns of `credentials` have it.
    var cells: [JSONValue] {
        [
            .string(user.text),
            .string(name),
            .string(email),
            .string(kind.rawValue),
            .string(state.rawValue),
            .string(createdAt),
            .string(twoStep.rawValue),
            .optional(methods),
            .string(preferred),
            .bool(backupPresent),
            .string(passwordLastChanged),
            .string(lastSignIn),
            .string(lastMethodUse),
            .integer(sessionsActive),
            .bool(sharedLogin),
        ]
    }
}
