package import Postgres
package import SellerModel

extension Statement where Row == UserRow {
    /// One user that is not removed.
    package static func user(_ user: ID<User>, in account: ID<Account>) -> Self {
        Self(
            """
            SELECT \(UserRow.columns)
            FROM \(UserRow.tables)
            WHERE u.account_id = \(account)
              AND u.user_id = \(user)
              AND u.state <> 'removed'
            """,
            UserRow.init
        )
    }

    /// Users that are not removed, held until the end of the transaction: what the policy decides
    /// on stays true. In the order of their ids, so that two who hold each other's rows meet rarely.
    package static func lockedUsers(_ users: [ID<User>], in account: ID<Account>) -> Self {
        Self(
            """
            SELECT \(UserRow.columns)
            FROM \(UserRow.tables)
            WHERE u.account_id = \(account)
              AND u.user_id = ANY(\(users))
              AND u.state <> 'removed'
            ORDER BY u.user_id
            FOR NO KEY UPDATE OF u
            """,
            UserRow.init
        )
    }

    /// Users by filter, in the order of their ids, after one of them.
    package static func users(
        in account: ID<Account>,
        _ filter: UsersFilter,
        after: ID<User>?,
        limit: Int
    ) -> Self {
        Self(
            """
            SELECT \(UserRow.columns)
            FROM \(UserRow.tables)
            WHERE u.account_id = \(account)
              AND \(inState(filter.state))
              AND (\(after)::uuid IS NULL OR u.user_id > \(after))
              AND \(verified(filter.twoStep))
              AND \(holding(filter.tool, filter.level ?? .view))
            ORDER BY u.user_id
            LIMIT \(limit)
            """,
            UserRow.init
        )
    }

    // A removed user is shown only to whoever asks for the removed ones.
    private static func inState(_ state: UserState?) -> SQL {
        guard let state else { return "u.state <> 'removed'" }
        return "u.state = \(state)"
    }

    private static func verified(_ filter: TwoStepFilter?) -> SQL {
        switch filter {
        case nil: "true"
        case .missing: "t.state IN ('not_enrolled', 'recovery_required')"
        case .turnedOff: "t.state = 'turned_off'"
        case .enrolled: "t.state = 'enrolled'"
        case .weak:
            """
            t.state IN ('enrolled', 'turned_off')
              AND (
                SELECT count(*)
                FROM two_step_method AS m
                WHERE m.login_id = u.login_id
                  AND m.state = 'active'
              ) < 2
            """
        }
    }

    // The primary holds every tool at the catalogue's maximum, without a grant.
    private static func holding(_ tool: String?, _ level: Level) -> SQL {
        guard let tool else { return "true" }
        return """
            (
                (
                    a.primary_user_id = u.user_id
                    AND EXISTS (
                        SELECT 1
                        FROM tool AS o
                        WHERE o.tool_id = \(tool)
                          AND o.max_level >= \(level)
                    )
                )
                OR EXISTS (
                    SELECT 1
                    FROM permission_grant AS g
                    WHERE g.account_id = u.account_id
                      AND g.user_id = u.user_id
                      AND g.tool_id = \(tool)
                      AND g.level >= \(level)
                      AND (g.expires_at IS NULL OR g.expires_at > now())
                )
              )
            """
    }
}

/// A person to write to, or to name.
package struct UserContact: Sendable, Equatable {
    package let user: ID<User>
    package let name: String
    package let email: String
}

extension Statement where Row == UserContact {
    /// The account's admins, the primary first: who can give permissions, and who is told.
    package static func admins(of account: ID<Account>, limit: Int) -> Self {
        Self(
            """
            SELECT u.user_id, l.legal_name, l.email
            FROM seller_user AS u
            JOIN seller_account AS a ON a.account_id = u.account_id
            JOIN login AS l ON l.login_id = u.login_id
            WHERE u.account_id = \(account)
              AND u.state = 'active'
              AND (
                a.primary_user_id = u.user_id
                OR EXISTS (
                    SELECT 1
                    FROM permission_grant AS g
                    WHERE g.account_id = u.account_id
                      AND g.user_id = u.user_id
                      AND g.tool_id = 'user-permissions'
                      AND g.level = 'admin'
                      AND (g.expires_at IS NULL OR g.expires_at > now())
                )
              )
            ORDER BY (a.primary_user_id = u.user_id) DESC, u.user_id
            LIMIT \(limit)
            """,
            UserContact.init
        )
    }
}

extension Statement where Row == Void {
    /// Makes a user that waits for the first enrollment of its login. The constraint
    /// `seller_user_one_live` refuses a login that is a user already.
    package static func addPendingUser(
        _ user: ID<User>,
        login: ID<Login>,
        account: ID<Account>,
        isPartner: Bool,
        invitedBy: ID<User>?
    ) -> Self {
        Self(
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state, invited_by)
            VALUES (
                \(account), \(user), \(login),
                CASE WHEN \(isPartner) THEN 'partner'::user_kind ELSE 'secondary' END,
                'pending', \(invitedBy)
            )
            """
        )
    }
}

extension Statement where Row == ID<User> {
    /// The user that an address is in the account, if it is one.
    package static func user(withAddress email: EmailAddress, in account: ID<Account>) -> Self {
        Self(
            """
            SELECT u.user_id
            FROM seller_user AS u
            JOIN login AS l ON l.login_id = u.login_id
            WHERE u.account_id = \(account)
              AND l.email = \(email.text)
              AND u.state <> 'removed'
            """
        )
    }
}
