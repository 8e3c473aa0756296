import Postgres
package import SellerModel

/// A user with what the account may know of their login.
package struct UserRow: Sendable, Equatable {
    /// The user's id.
    package let id: ID<User>
    /// The login behind it; never shown to the account.
    package let login: ID<Login>
    /// The login's legal name.
    package let name: String
    /// The login's address.
    package let email: String
    /// Primary, secondary or partner.
    package let kind: UserKind
    /// Where the user stands.
    package let state: UserState
    /// The one derived 2SV state of the login.
    package let twoStep: TwoStepState
    /// Whether an open finding of the account says that the login is shared.
    package let sharedLogin: Bool
    /// Whether an identity case of the person was decided.
    package let identityVerified: Bool
    /// The version that `If-Match` compares.
    package let version: Int64
    /// When the person accepted.
    package let createdAt: Timestamp
    /// When the user became active; nil before the first enrollment.
    package let activatedAt: Timestamp?
}

extension UserRow {
    static let columns: SQL = """
        u.user_id, u.login_id, l.legal_name, l.email,
        CASE WHEN a.primary_user_id = u.user_id THEN 'primary' ELSE u.kind::text END,
        u.state, t.state,
        EXISTS (
            SELECT 1
            FROM finding AS f
            WHERE f.account_id = u.account_id
              AND f.user_id = u.user_id
              AND f.closed_at IS NULL
              AND f.level <> 'dismissed'
        ),
        l.identity_verified_at IS NOT NULL, u.version, u.created_at, u.activated_at
        """

    static let tables: SQL = """
        seller_user AS u
        JOIN seller_account AS a ON a.account_id = u.account_id
        JOIN login AS l ON l.login_id = u.login_id
        JOIN login_two_step AS t ON t.login_id = u.login_id
        """
}
