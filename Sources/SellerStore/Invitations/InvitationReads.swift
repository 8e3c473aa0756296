package import Postgres
package import SellerModel

extension Statement where Row == InvitationRow {
    /// One invitation of the account.
    package static func invitation(
        _ invitation: ID<Invitation>,
        in account: ID<Account>
    ) -> Self {
        one(invitation, in: account, "")
    }

    /// One invitation of the account, held until the end of the transaction.
    package static func lockedInvitation(
        _ invitation: ID<Invitation>,
        in account: ID<Account>
    ) -> Self {
        one(invitation, in: account, "FOR UPDATE")
    }

    private static func one(
        _ invitation: ID<Invitation>,
        in account: ID<Account>,
        _ lock: SQL
    ) -> Self {
        Self(
            """
            SELECT \(InvitationRow.columns)
            FROM invitation AS i
            WHERE i.account_id = \(account)
              AND i.invitation_id = \(invitation)
            \(lock)
            """,
            InvitationRow.init
        )
    }

    /// The open or lapsed invitation of an account's first primary, held until the end of the
    /// transaction. No row: it is accepted or revoked.
    package static func lockedPrimaryInvitation(in account: ID<Account>) -> Self {
        Self(
            """
            SELECT \(InvitationRow.columns)
            FROM invitation AS i
            WHERE i.account_id = \(account)
              AND i.kind = 'primary'
              AND i.accepted_at IS NULL
              AND i.revoked_at IS NULL
            FOR UPDATE
            """,
            InvitationRow.init
        )
    }

    /// Invitations, newest first, before one of them.
    package static func invitations(
        in account: ID<Account>,
        before: ID<Invitation>?,
        limit: Int
    ) -> Self {
        Self(
            """
            SELECT \(InvitationRow.columns)
            FROM invitation AS i
            WHERE i.account_id = \(account)
              AND (\(before)::uuid IS NULL OR i.invitation_id < \(before))
            ORDER BY i.invitation_id DESC
            LIMIT \(limit)
            """,
            InvitationRow.init
        )
    }
}

extension Statement where Row == Grant {
    /// The grants that an invitation promises and that have not ended.
    package static func draftedGrants(
        of invitation: ID<Invitation>,
        in account: ID<Account>
    ) -> Self {
        Self(
            """
            SELECT tool_id, level, scope, expires_at
            FROM invitation_grant
            WHERE account_id = \(account)
              AND invitation_id = \(invitation)
              AND (expires_at IS NULL OR expires_at > now())
            ORDER BY tool_id, scope
            """
        ) { (tool: String, level: Level, scope: Scope, expiresAt: Timestamp?) in
            Grant(tool: tool, level: level, scope: scope, expiresAt: expiresAt)
        }
    }
}
