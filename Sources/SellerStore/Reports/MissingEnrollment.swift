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
    /// When the invitation that made this user was sent; nil where none did.
    package let invitedAt: Timestamp?
    package let acceptedAt: Timestamp
}

extension Statement where Row == MissingEnrollmentRow {
    /// Who is not enrolled in an account, the most powerful first; `seller.account` must be set.
    ///
    /// Admins come first, then whoever holds more and higher levels, for they are what an attacker
    /// looks for. Nobody is left out: `NOT enrolled` is the index that holds those few and no others.
    package static func missingEnrollment(in account: ID<Account>) -> Self {
        Self(
            """
            SELECT
                u.user_id,
                l.legal_name,
                l.email,
                CASE WHEN a.primary_user_id = u.user_id THEN 'primary' ELSE u.kind::text END,
                u.state,
                t.state,
                a.primary_user_id IS NOT DISTINCT FROM u.user_id OR coalesce(g.is_admin, false),
                EXISTS (
                    SELECT 1
                    FROM finding AS f
                    WHERE f.account_id = u.account_id
                      AND f.user_id = u.user_id
                      AND f.closed_at IS NULL
                      AND f.kind IN ('shared_concurrent', 'shared_sequential', 'declared')
                      AND f.level <> 'dismissed'
                ),
                coalesce(g.held, 0),
                i.created_at,
                coalesce(i.accepted_at, u.created_at)
            FROM seller_user AS u
            JOIN seller_account AS a ON a.account_id = u.account_id
            JOIN login AS l ON l.login_id = u.login_id
            JOIN login_two_step AS t ON t.login_id = u.login_id
            LEFT JOIN LATERAL (
                SELECT i.invitation_id, i.created_at, i.accepted_at
                FROM invitation AS i
                WHERE i.account_id = u.account_id
                  AND i.user_id = u.user_id
                ORDER BY i.accepted_at DESC
                LIMIT 1
            ) AS i ON true
            LEFT JOIN LATERAL (\(grantsOfUser)) AS g ON true
            WHERE u.account_id = \(account)
              AND NOT u.enrolled
              AND u.state IN ('pending', 'active')
            ORDER BY
                (a.primary_user_id IS NOT DISTINCT FROM u.user_id) DESC,
                coalesce(g.is_admin, false) DESC,
                coalesce(g.power, 0) DESC,
                u.user_id
            """,
            MissingEnrollmentRow.init
        )
    }

    // A grant and the draft it came from are one: UNION drops the second. Levels weigh 1, 2 and 3,
    // twice that where a prerequisite marks the tool as one that moves money.
    private static var grantsOfUser: SQL {
        """
        SELECT
            count(*) AS held,
            bool_or(
                h.tool_id = 'user-permissions' AND h.level = 'admin' AND h.scope = 'global'
            ) AS is_admin,
            sum(
                CASE h.level WHEN 'view' THEN 1 WHEN 'edit' THEN 2 ELSE 3 END
                * CASE WHEN c.prerequisite IS NULL THEN 1 ELSE 2 END
            ) AS power
        FROM (
            SELECT p.tool_id, p.level, p.scope
            FROM permission_grant AS p
            WHERE p.account_id = u.account_id
              AND p.user_id = u.user_id
              AND (p.expires_at IS NULL OR p.expires_at > now())
            UNION
            SELECT d.tool_id, d.level, d.scope
            FROM invitation_grant AS d
            WHERE d.account_id = u.account_id
              AND d.invitation_id = i.invitation_id
              AND u.state = 'pending'
              AND (d.expires_at IS NULL OR d.expires_at > now())
        ) AS h
        JOIN tool AS c ON c.tool_id = h.tool_id
        """
    }
}
