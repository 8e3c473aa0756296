package import Postgres
package import SellerModel

/// A session as it is stored when a code was right.
package struct NewSession: Sendable {
    package var id: ID<Session>
    package var login: ID<Login>
    /// SHA-256 of its token.
    package var digest: [UInt8]
    package var attempt: ID<Attempt>
    /// The method whose code opened it.
    package var method: ID<Method>
    package var device: ID<Device>?
    package var address: String?
    package var userAgent: String
    package var expiresAt: Timestamp
    package var idleSeconds: Int64

    /// A session with all that is stored of it.
    package init(
        id: ID<Session>,
        login: ID<Login>,
        digest: [UInt8],
        attempt: ID<Attempt>,
        method: ID<Method>,
        device: ID<Device>?,
        address: String?,
        userAgent: String,
        expiresAt: Timestamp,
        idleSeconds: Int64
    ) {
        self.id = id
        self.login = login
        self.digest = digest
        self.attempt = attempt
        self.method = method
        self.device = device
        self.address = address
        self.userAgent = userAgent
        self.expiresAt = expiresAt
        self.idleSeconds = idleSeconds
    }
}

extension Statement where Row == Void {
    /// Stores a session.
    package static func openSession(_ new: NewSession) -> Self {
        Self(
            """
            INSERT INTO session (
                session_id, login_id, token_digest, attempt_id, method_id, device_id, address,
                user_agent, expires_at, idle_seconds
            )
            VALUES (
                \(new.id), \(new.login), \(PostgresBytes(new.digest)), \(new.attempt),
                \(new.method), \(new.device), \(new.address)::inet, \(new.userAgent),
                \(new.expiresAt), \(Int32(clamping: new.idleSeconds))
            )
            """
        )
    }
}

/// A session that is neither ended, expired nor idle.
package struct LiveSession: Sendable {
    package let id: ID<Session>
    package let login: ID<Login>
    package let email: String
    package let name: String
    package let method: ID<Method>
    /// The account that the pages act on.
    package let account: ID<Account>?
    package let createdAt: Timestamp
    package let expiresAt: Timestamp
    /// Whether it was last seen over a minute ago, so that being seen has to be written.
    package let isUnseen: Bool
}

extension Statement where Row == LiveSession? {
    /// The sessions behind tokens, one row a token in their order; nil where there is none, for
    /// whatever reason.
    package static func liveSessions(digests: [[UInt8]]) -> Self {
        Self(
            """
            SELECT
                session_id, login_id, email, legal_name, method_id, account_id, created_at,
                expires_at, last_seen_at <= now() - INTERVAL '1 minute'
            FROM sessions_many(\(digests.map(PostgresBytes.init)))
            """,
            LiveSession.stored
        )
    }
}

extension LiveSession {
    /// The session as functions give it; nil where they give none.
    static func stored(
        id: ID<Session>?,
        login: ID<Login>?,
        email: String?,
        name: String?,
        method: ID<Method>?,
        account: ID<Account>?,
        createdAt: Timestamp?,
        expiresAt: Timestamp?,
        isUnseen: Bool?
    ) -> LiveSession? {
        guard let id, let login, let email, let name, let method, let createdAt, let expiresAt,
            let isUnseen
        else { return nil }
        return LiveSession(
            id: id,
            login: login,
            email: email,
            name: name,
            method: method,
            account: account,
            createdAt: createdAt,
            expiresAt: expiresAt,
            isUnseen: isUnseen
        )
    }
}

extension ReadShape where Question == [UInt8], Answer == LiveSession? {
    /// The live session behind the SHA-256 of a token.
    package static var session: Self { Self(rows: { .liveSessions(digests: $0) }) }
}

extension Statement where Row == Void {
    /// Notes that a session is in use, at most once a minute however many ask at once.
    package static func touchSession(_ session: ID<Session>) -> Self {
        Self(
            """
            UPDATE session
            SET last_seen_at = now()
            WHERE session_id = \(session)
              AND last_seen_at <= now() - INTERVAL '1 minute'
              AND ended_at IS NULL
            """
        )
    }

    /// Makes the pages act on an account.
    package static func choose(_ account: ID<Account>, in session: ID<Session>) -> Self {
        Self(
            """
            UPDATE session
            SET account_id = \(account)
            WHERE session_id = \(session)
              AND ended_at IS NULL
            """
        )
    }
}

extension Statement where Row == ID<Session> {
    /// Ends a live session of a login. No row: there is none of this id.
    package static func endSession(
        _ session: ID<Session>,
        of login: ID<Login>,
        because reason: String
    ) -> Self {
        Self(
            """
            UPDATE session
            SET ended_at = now(), end_reason = \(reason)
            WHERE session_id = \(session)
              AND login_id = \(login)
              AND ended_at IS NULL
            RETURNING session_id
            """
        )
    }
}
