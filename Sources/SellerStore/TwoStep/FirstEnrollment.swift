package import Postgres
package import SellerModel

/// A user that an enrollment changed.
package struct EnrolledUser: Sendable {
    package let account: ID<Account>
    package let user: ID<User>
    /// Whether the user may act from now on.
    package let wasActivated: Bool
    /// Whether the account opened because this user is its primary.
    package let openedAccount: Bool
}

extension Statement where Row == ID<Login> {
    /// The one statement that a first enrollment begins with. No row: somebody enrolled meanwhile.
    package static func enrollFirst(_ login: ID<Login>) -> Self {
        Self(
            """
            UPDATE login
            SET first_enrolled_at = now()
            WHERE login_id = \(login)
              AND first_enrolled_at IS NULL
            RETURNING login_id
            """
        )
    }
}

extension Statement where Row == ID<Method> {
    /// Makes the pending method of an attempt active and preferred, with its first step spent.
    package static func activateFirst(
        _ method: ID<Method>,
        of login: ID<Login>,
        by attempt: ID<Attempt>,
        step: Int64
    ) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET state = 'active', preferred = true, activated_at = now(), last_used_at = now(),
                last_step = \(step), failures = 0, stranger_failures = 0, pending_until = NULL
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND pending_attempt = \(attempt)
              AND state = 'pending'
              AND pending_until > now()
            RETURNING method_id
            """
        )
    }
}

extension Statement where Row == EnrolledUser {
    /// Brings everything that depends on a login's 2SV state up to date, in the transaction that
    /// changed it; gives the users that changed.
    package static func refreshEnrolled(_ login: ID<Login>) -> Self {
        Self(
            """
            SELECT account_id, user_id, activated, opened
            FROM refresh_enrolled(\(login))
            """
        ) { account, user, activated, opened in
            EnrolledUser(
                account: account,
                user: user,
                wasActivated: activated,
                openedAccount: opened
            )
        }
    }
}

/// Where a notice for an account's admins goes.
package struct AdminAddress: Sendable {
    package let email: String
    package let accountName: String
}

extension Statement where Row == AdminAddress {
    /// The active admins of the chosen account, but one user.
    package static func adminAddresses(of account: ID<Account>, but user: ID<User>) -> Self {
        Self(
            """
            SELECT l.email, a.name
            FROM seller_account AS a
            JOIN seller_user AS u ON u.account_id = a.account_id
            JOIN login AS l ON l.login_id = u.login_id
            WHERE a.account_id = \(account)
              AND u.user_id <> \(user)
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
            ORDER BY l.email
            """
        ) { email, name in AdminAddress(email: email, accountName: name) }
    }
}
