import SellerModel
import SellerStore

extension MissingEnrollmentRow {
    /// The row as the columns of `missing-enrollment` have it.
    var cells: [JSONValue] {
        [
            .string(user.text),
            .string(name),
            .string(email),
            .string(kind.rawValue),
            .string(state.rawValue),
            .string(twoStep.rawValue),
            .bool(isAdmin),
            .bool(sharedLogin),
            .integer(grants),
            .optional(invitedAt),
            .string(acceptedAt),
        ]
    }
}
