package import Postgres
package import SellerModel

/// What a login is in one account.
package struct AccountAccess: Sendable, Equatable {
    /// The login's user there.
    package let user: ID<User>
    /// Where that user stands; only `active` passes a permission check.
    package let state: UserState
    /// Whether the account names this user as its primary.
    package let isPrimary: Bool
    /// Whether the account's first invitation is accepted and enrolled.
    package let isOpen: Bool
    /// Whether an identity case of the person was decided.
    package let identityVerified: Bool
}

/// An account.
package struct AccountRow: Sendable, Equatable {
    /// The account's id.
    package let id: ID<Account>
    /// The name as it is shown.
    package let name: String
    /// Whether the first invitation is accepted and enrolled.
    package let isOpen: Bool
    /// The primary, once there is one.
    package let primary: ID<User>?
    /// How many users and open invitations the account may have.
    package let userLimit: Int32
    /// When the operator opened it.
    package let createdAt: Timestamp
}

extension Statement where Row == AccountAccess {
    /// What `login` is in `account`; no row for a stranger there. Needs no account setting.
    package static func access(of login: ID<Login>, to account: ID<Account>) -> Self {
        Self(
            """
            SELECT
                user_id, user_state, is_primary, account_state = 'open', identity_verified
            FROM account_access(\(login), \(account))
            """,
            AccountAccess.init
        )
    }
}

extension Statement where Row == AccountRow {
    private static let columns: SQL = """
        account_id, name, state = 'open', primary_user_id, user_limit, created_at
        """

    /// The account of the transaction.
    package static func account(_ account: ID<Account>) -> Self {
        Self(
            """
            SELECT \(columns)
            FROM seller_account
            WHERE account_id = \(account)
            """,
            AccountRow.init
        )
    }

    /// The account, held until the end of the transaction, so that two who count its users come one
    /// after the other (INV-10).
    package static func lockedAccount(_ account: ID<Account>) -> Self {
        Self(
            """
            SELECT \(columns)
            FROM seller_account
            WHERE account_id = \(account)
            FOR NO KEY UPDATE
            """,
            AccountRow.init
        )
    }
}

extension Statement where Row == Void {
    /// Makes an account that is opening: it has no primary yet.
    package static func openAccount(
        _ account: ID<Account>,
        name: PersonName,
        userLimit: Int
    ) -> Self {
        Self(
            """
            INSERT INTO seller_account (account_id, name, user_limit)
            VALUES (\(account), \(name.text), (\(userLimit))::integer)
            """
        )
    }

    /// Names the primary of an account that is opening and has none (OWN-06). Its row has to be
    /// touched, else somebody was faster.
    package static func nameFirstPrimary(_ user: ID<User>, of account: ID<Account>) -> Self {
        Self(
            """
            UPDATE seller_account
            SET primary_user_id = \(user)
            WHERE account_id = \(account)
              AND state = 'opening'
              AND primary_user_id IS NULL
            """
        )
    }
}

extension Statement where Row == Int64 {
    /// How many places of an account are taken: its users and its open invitations.
    package static func placesTaken(in account: ID<Account>) -> Self {
        Self(
            """
            SELECT
                (
                    SELECT count(*)
                    FROM seller_user
                    WHERE account_id = \(account)
                      AND state <> 'removed'
                )
                + (
                    SELECT count(*)
                    FROM invitation
                    WHERE account_id = \(account)
                      AND accepted_at IS NULL
                      AND revoked_at IS NULL
                      AND expires_at > now()
                )
            """
        )
    }
}
