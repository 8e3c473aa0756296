package import Postgres
package import SellerModel

/// A user with what the account may know of the login behind it (REP-02).
package struct CredentialsRow: Sendable, Equatable {
    package let user: ID<User>
    package let name: String
    package let email: String
    package let kind: UserKind
    package let state: UserState
    /// When the person accepted, in RFC 3339, as all times here.
    package let createdAt: String
    package let twoStep: TwoStepState
    /// The kinds of the active methods with spaces between; nil where there is none.
    package let methods: String?
    /// The kind of the preferred method, or `N/A`.
    package let preferred: String
    /// Whether there is another active method beside the preferred one.
    package let backupPresent: Bool
    package let passwordLastChanged: String
    /// When the login's newest session began, or `no_information`.
    package let lastSignIn: String
    /// When an active method last gave a right code, `no_information`, or `N/A` without a method.
    package let lastMethodUse: String
    package let sessionsActive: Int64
    /// Whether an open finding says that several people use the login.
    package let sharedLogin: Bool
}

extension Statement where Row == CredentialsRow {
    /// Every user of the account that is set, but for removed ones, in the order of their ids.
    package static var credentials: Self {
        Self(
            """
            SELECT
                user_id, name, email, kind, state, created_at, two_step_state, methods, preferred,
                backup_present, password_last_changed, last_sign_in, last_method_use,
                sessions_active, shared_login
            FROM credentials_report AS r
            ORDER BY r.user_id
            """,
            CredentialsRow.init
        )
    }
}

extension CopyOut {
    /// The same rows in the same order as lines of CSV; `edit` gets each one, which begins with the
    /// user's UUID and ends with a line feed.
    package static func credentials(eachRow edit: @escaping RowEdit) -> Self {
        Self(
            """
            COPY (
                SELECT
                    user_id, csv_cell(name), csv_cell(email), kind, state, created_at,
                    two_step_state, methods, preferred, backup_present::text,
                    password_last_changed, last_sign_in, last_method_use, sessions_active,
                    shared_login::text
                FROM credentials_report AS r
                ORDER BY r.user_id
            )
            TO STDOUT (FORMAT csv)
            """,
            eachRow: edit
        )
    }
}
