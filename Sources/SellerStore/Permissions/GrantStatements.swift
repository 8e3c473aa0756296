package import Postgres
package import SellerModel

/// A grant as it is stored.
package struct GrantRow: Sendable, Equatable {
    /// Whose grant it is.
    package let user: ID<User>
    /// The grant itself.
    package let grant: Grant
    /// Who gave it; nil when the giver is not known any more.
    package let givenBy: ID<User>?
    /// The giver's name.
    package let giverName: String?
    /// When it was given or last changed.
    package let givenAt: Timestamp
}

extension Statement where Row == GrantRow {
    /// The grants of some users that have not ended, by tool and scope.
    package static func liveGrants(of users: [ID<User>], in account: ID<Account>) -> Self {
        Self(
            """
            SELECT
                g.user_id, g.tool_id, g.level, g.scope, g.expires_at, g.given_by, l.legal_name,
                g.given_at
            FROM permission_grant AS g
            LEFT JOIN seller_user AS u ON u.account_id = g.account_id AND u.user_id = g.given_by
            LEFT JOIN login AS l ON l.login_id = u.login_id
            WHERE g.account_id = \(account)
              AND g.user_id = ANY(\(users))
              AND (g.expires_at IS NULL OR g.expires_at > now())
            ORDER BY g.user_id, g.tool_id, g.scope
            """
        ) {
            (
                user: ID<User>,
                tool: String,
                level: Level,
                scope: Scope,
                end: Timestamp?,
                giver: ID<User>?,
                giverName: String?,
                givenAt: Timestamp
            ) in
            GrantRow(
                user: user,
                grant: Grant(tool: tool, level: level, scope: scope, expiresAt: end),
                givenBy: giver,
                giverName: giverName,
                givenAt: givenAt
            )
        }
    }
}

/// Grants side by side, as the statements take them.
struct GrantColumns {
    let tools: [String]
    let levels: [Level]
    let scopes: [Scope]
    let ends: [Timestamp?]

    init(_ grants: [Grant]) {
        tools = grants.map(\.tool)
        levels = grants.map(\.level)
        scopes = grants.map(\.scope)
        ends = grants.map(\.expiresAt)
    }

    /// The grants as a table `g (tool_id, level, scope, expires_at)`.
    var table: SQL {
        """
        unnest(
            \(tools), \(levels)::permission_level[], \(scopes), \(ends)
        ) AS g (tool_id, level, scope, expires_at)
        """
    }
}

extension Statement where Row == Void {
    /// Takes away what is not in the new set.
    package static func takeAwayGrants(
        _ permit: Permit<ChangePermissions>,
        of user: ID<User>,
        except grants: [Grant]
    ) -> Self {
        Self(
            """
            DELETE FROM permission_grant AS old
            WHERE old.account_id = \(permit.account)
              AND old.user_id = \(user)
              AND NOT EXISTS (
                SELECT 1
                FROM \(GrantColumns(grants).table)
                WHERE g.tool_id = old.tool_id
                  AND g.scope = old.scope
              )
            """
        )
    }

    /// Gives what is new or different; a grant that stays as it is keeps its giver and its time.
    package static func giveGrants(
        _ permit: Permit<ChangePermissions>,
        to user: ID<User>,
        _ grants: [Grant]
    ) -> Self {
        Self(
            """
            INSERT INTO permission_grant AS old (
                account_id, user_id, tool_id, tool_max, level, scope, given_by, expires_at
            )
            SELECT
                \(permit.account), \(user), t.tool_id, t.max_level, g.level, g.scope,
                \(permit.actor), g.expires_at
            FROM \(GrantColumns(grants).table)
            JOIN tool AS t ON t.tool_id = g.tool_id
            ON CONFLICT ON CONSTRAINT permission_grant_key
            DO UPDATE SET
                level = excluded.level,
                tool_max = excluded.tool_max,
                expires_at = excluded.expires_at,
                given_by = excluded.given_by,
                given_at = now()
            WHERE old.level <> excluded.level
               OR old.expires_at IS DISTINCT FROM excluded.expires_at
            """
        )
    }

    /// Gives a new user what the invitation promised, in the inviter's name.
    package static func giveDraftGrants(
        _ grants: [Grant],
        to user: ID<User>,
        in account: ID<Account>,
        by inviter: ID<User>?
    ) -> Self {
        Self(
            """
            INSERT INTO permission_grant (
                account_id, user_id, tool_id, tool_max, level, scope, given_by, expires_at
            )
            SELECT
                \(account), \(user), t.tool_id, t.max_level, g.level, g.scope, \(inviter),
                g.expires_at
            FROM \(GrantColumns(grants).table)
            JOIN tool AS t ON t.tool_id = g.tool_id
            """
        )
    }
}

extension Statement where Row == Int64 {
    /// Moves a user's version on and gives the new one.
    package static func nextVersion(_ permit: Permit<ChangePermissions>, of user: ID<User>) -> Self
    {
        Self(
            """
            UPDATE seller_user
            SET version = version + 1
            WHERE account_id = \(permit.account)
              AND user_id = \(user)
            RETURNING version
            """
        )
    }
}
