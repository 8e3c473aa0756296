package import Postgres
package import SellerModel

/// What stands behind an invitation's token.
package struct OfferedInvitation: Sendable, Equatable {
    package let account: ID<Account>
    package let id: ID<Invitation>
    package let accountName: String
    /// Who invited; nil when the operator opened the account.
    package let inviterName: String?
    package let email: String
    package let name: String
    package let kind: UserKind
    package let state: InvitationState
    package let invitedBy: ID<User>?
    package let expiresAt: Timestamp
}

extension Statement where Row == OfferedInvitation {
    /// The invitation behind a token's digest, in whatever state. Needs no account setting: it is
    /// what tells which account to set.
    package static func offer(digest: [UInt8]) -> Self {
        Self(
            """
            SELECT
                account_id, invitation_id, account_name, inviter_name, email, name, kind, state,
                invited_by, expires_at
            FROM invitation_by_digest(\(PostgresBytes(digest)))
            """,
            OfferedInvitation.init
        )
    }
}

extension Statement where Row == ID<Invitation> {
    /// Holds an open invitation for its acceptance: of many who try at once the first gets the row,
    /// the others none when their turn comes (INV-09).
    package static func claim(
        _ invitation: ID<Invitation>,
        digest: [UInt8],
        in account: ID<Account>
    ) -> Self {
        Self(
            """
            SELECT invitation_id
            FROM invitation
            WHERE account_id = \(account)
              AND invitation_id = \(invitation)
              AND token_digest = \(PostgresBytes(digest))
              AND accepted_at IS NULL
              AND revoked_at IS NULL
              AND expires_at > now()
            FOR UPDATE
            """
        )
    }
}

extension Statement where Row == ID<Login> {
    /// Makes the login of a new person. No row: the address has one.
    package static func makeLogin(
        _ login: ID<Login>,
        email: EmailAddress,
        legalName: PersonName,
        passwordHash: String
    ) -> Self {
        Self(
            """
            INSERT INTO login (login_id, email, legal_name, password_hash)
            VALUES (\(login), \(email), \(legalName), \(passwordHash))
            ON CONFLICT ON CONSTRAINT login_email_unique DO NOTHING
            RETURNING login_id
            """
        )
    }
}

extension Statement where Row == Void {
    /// Marks a claimed invitation as accepted. `madeLogin` is the login that it made, for which alone
    /// it is a ticket. Touches no row if it is not open.
    package static func accept(
        _ invitation: ID<Invitation>,
        in account: ID<Account>,
        as user: ID<User>,
        madeLogin: ID<Login>?
    ) -> Self {
        Self(
            """
            UPDATE invitation
            SET accepted_at = now(), user_id = \(user), made_login_id = \(madeLogin)
            WHERE account_id = \(account)
              AND invitation_id = \(invitation)
              AND accepted_at IS NULL
              AND revoked_at IS NULL
              AND expires_at > now()
            """
        )
    }
}
