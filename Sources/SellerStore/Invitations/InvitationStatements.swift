package import Postgres
package import SellerModel

extension Statement where Row == Void {
    /// Revokes a lapsed invitation of an address, so that it blocks no new one (INV-07).
    package static func revokeLapsed(
        _ email: EmailAddress,
        in account: ID<Account>
    ) -> Self {
        Self(
            """
            UPDATE invitation
            SET revoked_at = now()
            WHERE account_id = \(account)
              AND email = \(email)
              AND accepted_at IS NULL
              AND revoked_at IS NULL
              AND expires_at <= now()
            """
        )
    }

    /// Stores the grants that a person gets once accepted and enrolled (INV-06).
    package static func draftGrants(
        _ grants: [Grant],
        of invitation: ID<Invitation>,
        in account: ID<Account>
    ) -> Self {
        Self(
            """
            INSERT INTO invitation_grant (
                account_id, invitation_id, tool_id, tool_max, level, scope, expires_at
            )
            SELECT
                \(account), \(invitation), t.tool_id, t.max_level, g.level, g.scope, g.expires_at
            FROM \(GrantColumns(grants).table)
            JOIN tool AS t ON t.tool_id = g.tool_id
            """
        )
    }

    /// Takes an open invitation back; touches no row if it is not open any more.
    package static func revoke(
        _ permit: Permit<ManageInvitations>,
        _ invitation: ID<Invitation>
    ) -> Self {
        Self(
            """
            UPDATE invitation
            SET revoked_at = now()
            WHERE account_id = \(permit.account)
              AND invitation_id = \(invitation)
              AND accepted_at IS NULL
              AND revoked_at IS NULL
            """
        )
    }
}

extension Statement where Row == Timestamp {
    /// The first invitation of an account, by the operator.
    package static func invitePrimary(_ new: NewInvitation) -> Self {
        insert(new, by: nil)
    }

    /// Stores an invitation and gives when it lapses. No row: one is open for the address (INV-08).
    package static func invite(
        _ permit: Permit<ManageInvitations>,
        _ new: NewInvitation
    ) -> Self {
        insert(new, by: permit.actor)
    }

    private static func insert(_ new: NewInvitation, by inviter: ID<User>?) -> Self {
        Self(
            """
            INSERT INTO invitation (
                account_id, invitation_id, email, name, kind, language, token_digest, invited_by,
                expires_at
            )
            VALUES (
                \(new.account), \(new.id), \(new.email), \(new.name), \(new.kind), \(new.language),
                \(PostgresBytes(new.digest)), \(inviter),
                now() + make_interval(secs => \(new.lifetimeSeconds))
            )
            ON CONFLICT (account_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL
            DO NOTHING
            RETURNING expires_at
            """
        )
    }

    /// Gives an open invitation a new token and a new term: the older link is dead (INV-07). No
    /// row: it is not open any more.
    package static func renew(
        _ permit: Permit<ManageInvitations>,
        _ invitation: ID<Invitation>,
        digest: [UInt8],
        lifetimeSeconds: Int64
    ) -> Self {
        renewal(invitation, in: permit.account, digest, lifetimeSeconds)
    }

    /// The same for the first invitation of an account, by the operator.
    package static func renewPrimary(_ new: NewInvitation) -> Self {
        renewal(new.id, in: new.account, new.digest, new.lifetimeSeconds)
    }

    private static func renewal(
        _ invitation: ID<Invitation>,
        in account: ID<Account>,
        _ digest: [UInt8],
        _ lifetimeSeconds: Int64
    ) -> Self {
        Self(
            """
            UPDATE invitation
            SET token_digest = \(PostgresBytes(digest)),
                expires_at = now() + make_interval(secs => \(lifetimeSeconds))
            WHERE account_id = \(account)
              AND invitation_id = \(invitation)
              AND accepted_at IS NULL
              AND revoked_at IS NULL
            RETURNING expires_at
            """
        )
    }
}
