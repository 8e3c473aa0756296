import FoundationEssentials
package import Postgres
package import SellerModel

/// A sign-in attempt that still waits for something, with the login that it is for.
package struct LiveAttempt: Sendable {
    package let id: ID<Attempt>
    package let login: ID<Login>
    package let email: String
    package let name: String
    package let state: AttemptState
    package let ticket: Ticket?
    package let context: String
    package let device: ID<Device>?
    /// Whether the login signed in with this device before.
    package let isKnownDevice: Bool
    /// Whether the login ever had an active method.
    package let onceEnrolled: Bool
    package let expiresAt: Timestamp
    /// When that was, by the clock that lifetimes are judged by.
    package let readAt: Timestamp
}

extension Statement where Row == LiveAttempt {
    /// The attempt behind a token; no row when it is unknown, over or void, all alike.
    package static func liveAttempt(digest: [UInt8]) -> Self {
        Self(
            """
            SELECT
                a.attempt_id, a.login_id, l.email, l.legal_name, a.state, a.ticket_kind,
                a.ticket_id, a.context, a.device_id, d.first_seen_at IS NOT NULL,
                l.first_enrolled_at IS NOT NULL, a.expires_at, now()
            FROM sign_in_attempt AS a
            JOIN login AS l ON l.login_id = a.login_id
            LEFT JOIN device AS d ON d.device_id = a.device_id
            WHERE a.token_digest = \(PostgresBytes(digest))
              AND a.ended_at IS NULL
              AND a.expires_at > now()
              AND a.state NOT IN ('signed_in', 'void')
            """
        ) {
            (
                id: ID<Attempt>,
                login: ID<Login>,
                email: String,
                name: String,
                state: AttemptState,
                kind: TicketKind?,
                ticket: UUID?,
                context: String,
                device: ID<Device>?,
                isKnownDevice: Bool,
                onceEnrolled: Bool,
                expiresAt: Timestamp,
                readAt: Timestamp
            ) in
            LiveAttempt(
                id: id,
                login: login,
                email: email,
                name: name,
                state: state,
                ticket: kind.flatMap { kind in ticket.map { Ticket(kind, $0) } },
                context: context,
                device: device,
                isKnownDevice: isKnownDevice,
                onceEnrolled: onceEnrolled,
                expiresAt: expiresAt,
                readAt: readAt
            )
        }
    }
}

extension Statement where Row == ID<Attempt> {
    /// Moves a live attempt to another state, with a ticket where the state needs one.
    package static func moveAttempt(
        _ attempt: ID<Attempt>,
        to state: AttemptState,
        ticket: Ticket?
    ) -> Self {
        Self(
            """
            UPDATE sign_in_attempt
            SET state = \(state), ticket_kind = \(ticket?.kind), ticket_id = \(ticket?.id)
            WHERE attempt_id = \(attempt)
              AND ended_at IS NULL
              AND expires_at > now()
            RETURNING attempt_id
            """
        )
    }

    /// Ends an attempt that waits for what was just given. No row: it is
    /// over, or waits for something else, so no session may come of it.
    package static func completeAttempt(_ attempt: ID<Attempt>, from state: AttemptState) -> Self {
        Self(
            """
            UPDATE sign_in_attempt
            SET state = 'signed_in', ended_at = now()
            WHERE attempt_id = \(attempt)
              AND state = \(state)
              AND ended_at IS NULL
              AND expires_at > now()
            RETURNING attempt_id
            """
        )
    }
}

extension Statement where Row == Void {
    /// Voids the other attempts of a login, when its first enrollment is done.
    package static func voidAttempts(of login: ID<Login>, but kept: ID<Attempt>) -> Self {
        Self(
            """
            UPDATE sign_in_attempt
            SET state = 'void', ended_at = now()
            WHERE login_id = \(login)
              AND attempt_id <> \(kept)
              AND ended_at IS NULL
            """
        )
    }
}
