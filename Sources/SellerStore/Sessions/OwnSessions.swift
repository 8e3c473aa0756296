package import Postgres
package import SellerModel

/// One of the own sessions, as its person recognizes it.
package struct OwnSession: Sendable {
    package let id: ID<Session>
    package let address: String?
    package let userAgent: String?
    package let createdAt: Timestamp
    package let lastSeenAt: Timestamp
    package let expiresAt: Timestamp
}

extension Statement where Row == OwnSession {
    /// The live sessions of a login, newest first.
    package static func sessions(of login: ID<Login>) -> Self {
        Self(
            """
            SELECT session_id, host(address), user_agent, created_at, last_seen_at, expires_at
            FROM session
            WHERE login_id = \(login)
              AND ended_at IS NULL
              AND expires_at > now()
              AND last_seen_at + make_interval(secs => idle_seconds) > now()
            ORDER BY created_at DESC, session_id
            LIMIT 1000
            """
        ) { id, address, userAgent, createdAt, lastSeenAt, expiresAt in
            OwnSession(
                id: id,
                address: address,
                userAgent: userAgent,
                createdAt: createdAt,
                lastSeenAt: lastSeenAt,
                expiresAt: expiresAt
            )
        }
    }
}
