package import FoundationEssentials
package import Postgres
package import SellerModel

/// The proof that an attempt holds besides the password.
package struct Ticket: Sendable, Equatable {
    package let kind: TicketKind
    /// The invitation, mailbox link or recovery grant.
    package let id: UUID

    /// Names a proof.
    package init(_ kind: TicketKind, _ id: UUID) {
        self.kind = kind
        self.id = id
    }
}

/// A sign-in attempt as it is stored when a password was right.
package struct NewAttempt: Sendable {
    package var id: ID<Attempt>
    package var login: ID<Login>
    /// SHA-256 of its token.
    package var digest: [UInt8]
    package var state: AttemptState
    package var ticket: Ticket?
    /// Where it began, as `api` or `invitation`.
    package var entryPoint: String
    /// `selling` or `buying`.
    package var context: String
    package var device: ID<Device>?
    package var address: String?
    package var userAgent: String
    package var expiresAt: Timestamp

    /// An attempt with all that is stored of it.
    package init(
        id: ID<Attempt>,
        login: ID<Login>,
        digest: [UInt8],
        state: AttemptState,
        ticket: Ticket?,
        entryPoint: String,
        context: String,
        device: ID<Device>?,
        address: String?,
        userAgent: String,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.login = login
        self.digest = digest
        self.state = state
        self.ticket = ticket
        self.entryPoint = entryPoint
        self.context = context
        self.device = device
        self.address = address
        self.userAgent = userAgent
        self.expiresAt = expiresAt
    }
}

extension Statement where Row == Void {
    /// Stores an attempt.
    package static func beginAttempt(_ new: NewAttempt) -> Self {
        Self(
            """
            INSERT INTO sign_in_attempt (
                attempt_id, login_id, token_digest, state, ticket_kind, ticket_id, entry_point,
                context, device_id, address, user_agent, expires_at
            )
            VALUES (
                \(new.id), \(new.login), \(PostgresBytes(new.digest)), \(new.state),
                \(new.ticket?.kind), \(new.ticket?.id), \(new.entryPoint), \(new.context),
                \(new.device), \(new.address)::inet, \(new.userAgent),
                \(new.expiresAt)
            )
            """
        )
    }
}
