package import Postgres
package import SellerModel

/// A user who cannot sign in yet, or no longer: not enrolled, or waiting for recovery.
package struct MissingEnrollmentRow: Sendable, Equatable {
    package let user: ID<User>
    package let name: String
    package let email: String
    package let kind: UserKind
    package let state: UserState
    package let twoStep: TwoStepState
    /// Whether the person is, or will be once enrolled, an admin of the account.
    package let isAdmin: Bool
    /// Whether an open finding says that several people use the login.
    package let sharedLogin: Bool
    /// How many grants the person holds, drafts of the accepted invitation included.
    package let grants: Int64
    /// When the invitation that made this user was sent, in RFC 3339; nil where none did.
    package let invitedAt: String?
    /// When the person accepted, in RFC 3339.
    package let acceptedAt: String
}

extension Statement where Row == MissingEnrollmentRow {
    /// Who is not enrolled in the account that is set, the most powerful first.
    ///
    /// Admins come first, then whoever holds more and higher levels, for they are what an attacker
    /// looks for.
    package static var missingEnrollment: Self {
        Self(
            """
            SELECT
                user_id, name, email, kind, state, two_step_state, is_admin, shared_login, grants,
                invited_at, accepted_at
            FROM missing_enrollment_report AS r
            ORDER BY r.is_primary DESC, r.is_admin DESC, r.power DESC, r.user_id
            """,
            MissingEnrollmentRow.init
        )
    }
}

extension CopyOut {
    /// The same rows in the same order as lines of CSV; `edit` gets each one, which begins with the
    /// user's UUID and ends with a line feed.
    package static func missingEnrollment(eachRow edit: @escaping RowEdit) -> Self {
        Self(
            """
            COPY (
                SELECT
                    user_id, csv_cell(name), csv_cell(email), kind, state, two_step_state,
                    is_admin::text, shared_login::text, grants, invited_at, accepted_at
                FROM missing_enrollment_report AS r
                ORDER BY r.is_primary DESC, r.is_admin DESC, r.power DESC, r.user_id
            )
            TO STDOUT (FORMAT csv)
            """,
            eachRow: edit
        )
    }
}
