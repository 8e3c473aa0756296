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

/// A level that somebody holds on a tool.
package struct HeldLevel: Sendable, Equatable {
    package let tool: String
    package let level: Level
    package let scope: Scope
}

extension Statement where Row == HeldLevel {
    /// What a user holds in the chosen account, grants that have ended left out. The primary holds
    /// the highest level of every tool.
    package static func levels(of user: ID<User>, in account: ID<Account>) -> Self {
        Self(
            """
            SELECT t.tool_id, t.max_level, 'global'
            FROM tool AS t
            JOIN seller_account AS a ON a.primary_user_id = \(user)
            WHERE a.account_id = \(account)
            UNION ALL
            SELECT g.tool_id, g.level, g.scope
            FROM permission_grant AS g
            JOIN seller_account AS a ON a.account_id = g.account_id
            WHERE g.account_id = \(account)
              AND g.user_id = \(user)
              AND a.primary_user_id IS DISTINCT FROM \(user)
              AND (g.expires_at IS NULL OR g.expires_at > now())
            ORDER BY 1, 3
            """
        ) { tool, level, scope in HeldLevel(tool: tool, level: level, scope: scope) }
    }
}
