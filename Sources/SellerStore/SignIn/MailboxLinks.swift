package import FoundationEssentials
package import Postgres
package import SellerModel

extension Statement where Row == Timestamp {
    /// Stores a link to the login's mailbox and gives when it ends.
    package static func issueMailboxLink(
        _ link: ID<MailboxLink>,
        to login: ID<Login>,
        askedBy attempt: ID<Attempt>,
        digest: [UInt8],
        lifetimeSeconds: Int64
    ) -> Self {
        Self(
            """
            INSERT INTO mailbox_link (
                mailbox_link_id, login_id, asked_by_attempt, token_digest, expires_at
            )
            VALUES (
                \(link), \(login), \(attempt), \(PostgresBytes(digest)),
                now() + make_interval(secs => \(lifetimeSeconds))
            )
            RETURNING expires_at
            """
        )
    }
}

extension Statement where Row == ID<MailboxLink> {
    /// The link that helps this attempt: of its login, live, and asked for by another attempt.
    ///
    /// Whoever asked for a link gains nothing by it, or a person who opens a link that a thief
    /// asked for would let the thief in.
    package static func mailboxLink(
        digest: [UInt8],
        of login: ID<Login>,
        for attempt: ID<Attempt>
    ) -> Self {
        Self(
            """
            SELECT mailbox_link_id
            FROM mailbox_link
            WHERE token_digest = \(PostgresBytes(digest))
              AND login_id = \(login)
              AND asked_by_attempt <> \(attempt)
              AND used_at IS NULL
              AND voided_at IS NULL
              AND expires_at > now()
            """
        )
    }

    /// Uses a link up, in the transaction of the enrollment that it let happen.
    package static func useMailboxLink(_ link: UUID, of login: ID<Login>) -> Self {
        Self(
            """
            UPDATE mailbox_link
            SET used_at = now()
            WHERE mailbox_link_id = \(link)
              AND login_id = \(login)
              AND used_at IS NULL
              AND voided_at IS NULL
            RETURNING mailbox_link_id
            """
        )
    }
}

extension Statement where Row == Void {
    /// Voids the links of a login that nobody used.
    package static func voidMailboxLinks(of login: ID<Login>) -> Self {
        Self(
            """
            UPDATE mailbox_link
            SET voided_at = now()
            WHERE login_id = \(login)
              AND used_at IS NULL
              AND voided_at IS NULL
            """
        )
    }
}

extension Statement where Row == ID<Invitation> {
    /// The invitation that made this very login, by its token: for no other login is it a ticket.
    package static func invitationTicket(digest: [UInt8], of login: ID<Login>) -> Self {
        Self(
            """
            SELECT invitation_id
            FROM invitation_by_digest(\(PostgresBytes(digest)))
            WHERE made_login_id = \(login)
              AND state = 'accepted'
              AND expires_at > now()
            """
        )
    }
}
