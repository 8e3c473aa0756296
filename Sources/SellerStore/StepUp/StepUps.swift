package import Postgres
package import SellerModel

/// A step-up as it is stored: for one session, one operation, one target.
package struct NewStepUp: Sendable {
    package var id: ID<StepUp>
    /// SHA-256 of its token.
    package var digest: [UInt8]
    package var session: ID<Session>
    package var login: ID<Login>
    package var operation: String
    package var target: String?
    package var lifetimeSeconds: Int64

    /// A step-up with all that is stored of it.
    package init(
        id: ID<StepUp>,
        digest: [UInt8],
        session: ID<Session>,
        login: ID<Login>,
        operation: String,
        target: String?,
        lifetimeSeconds: Int64
    ) {
        self.id = id
        self.digest = digest
        self.session = session
        self.login = login
        self.operation = operation
        self.target = target
        self.lifetimeSeconds = lifetimeSeconds
    }
}

extension Statement where Row == Timestamp {
    /// Stores a step-up and gives when it ends. With `method` its code was given already, as at
    /// enrollment; without, it waits for one.
    package static func beginStepUp(_ new: NewStepUp, validatedBy method: ID<Method>?) -> Self {
        Self(
            """
            INSERT INTO step_up (
                step_up_id, token_digest, session_id, login_id, operation, target, method_id,
                expires_at, validated_at
            )
            VALUES (
                \(new.id), \(PostgresBytes(new.digest)), \(new.session), \(new.login),
                \(new.operation), \(new.target), \(method),
                now() + make_interval(secs => \(new.lifetimeSeconds)),
                CASE WHEN \(method != nil) THEN now() END
            )
            RETURNING expires_at
            """
        )
    }

    /// Notes that the code of a step-up was right; its time runs from here. No row: it is over.
    package static func validateStepUp(
        _ stepUp: ID<StepUp>,
        by method: ID<Method>,
        lifetimeSeconds: Int64
    ) -> Self {
        Self(
            """
            UPDATE step_up
            SET method_id = \(method), validated_at = now(),
                expires_at = now() + make_interval(secs => \(lifetimeSeconds))
            WHERE step_up_id = \(stepUp)
              AND validated_at IS NULL
              AND expires_at > now()
            RETURNING expires_at
            """
        )
    }
}

/// A step-up that waits for its code.
package struct WaitingStepUp: Sendable {
    package let id: ID<StepUp>
    package let operation: String
    package let target: String?
    package let isLate: Bool
}

extension Statement where Row == WaitingStepUp {
    /// The step-up of a session that waits for a code.
    package static func waitingStepUp(digest: [UInt8], in session: ID<Session>) -> Self {
        Self(
            """
            SELECT step_up_id, operation, target, expires_at <= now()
            FROM step_up
            WHERE token_digest = \(PostgresBytes(digest))
              AND session_id = \(session)
              AND validated_at IS NULL
            """
        ) { id, operation, target, isLate in
            WaitingStepUp(id: id, operation: operation, target: target, isLate: isLate)
        }
    }
}

extension Statement where Row == ID<Method> {
    /// Spends a step-up, once, for exactly what its code was given for; gives the method of it.
    ///
    /// It belongs into the transaction of the change. No row: another session, operation or
    /// target, no code yet, spent before, or too late.
    package static func spendStepUp(
        digest: [UInt8],
        session: ID<Session>,
        operation: String,
        target: String?
    ) -> Self {
        Self(
            """
            UPDATE step_up
            SET spent_at = now()
            WHERE token_digest = \(PostgresBytes(digest))
              AND session_id = \(session)
              AND operation = \(operation)
              AND target IS NOT DISTINCT FROM \(target)
              AND validated_at IS NOT NULL
              AND spent_at IS NULL
              AND expires_at > now()
            RETURNING method_id
            """
        )
    }
}
