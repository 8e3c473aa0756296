package import Postgres
package import SellerModel

/// A user that a login is.
package struct OwnUser: Sendable {
    package let account: ID<Account>
    package let accountName: String
    package let user: ID<User>
    /// `primary` when the account names this user as such.
    package let kind: UserKind
    package let state: UserState
}

extension Statement where Row == OwnUser {
    /// The users that a login is, by the names of their accounts; removed ones are left out.
    package static func users(of login: ID<Login>) -> Self {
        Self(
            """
            SELECT account_id, account_name, user_id, kind, state, is_primary
            FROM login_users(\(login))
            """
        ) { (account, name, user, kind: UserKind, state, isPrimary: Bool) in
            OwnUser(
                account: account,
                accountName: name,
                user: user,
                kind: isPrimary ? .primary : kind,
                state: state
            )
        }
    }
}
