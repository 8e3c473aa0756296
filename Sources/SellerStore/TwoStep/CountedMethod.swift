package import Postgres
package import SellerModel

/// A method whose try is already counted and may now be compared.
package struct CountedMethod: Sendable {
    package let sealedSecret: [UInt8]
    package let lastStep: Int64?
    /// Tries in a row, this one included.
    package let failures: Int32
}

/// Why a method takes no code now.
package struct MethodStanding: Sendable {
    package let state: MethodState
    package let failures: Int32
    /// Seconds until a pause ends; nil without one.
    package let pausedSeconds: Int64?
    /// Whether a pending method's time is over.
    package let isLate: Bool
}

extension Statement where Row == CountedMethod {
    /// Counts a try at an active method before anybody knows whether it is right.
    ///
    /// The statement decides the pause too, so that of many parallel tries no more are compared
    /// than may be. No row: the method takes no code now. Source: security rule 4.
    package static func countTry(
        at method: ID<Method>,
        of login: ID<Login>,
        pauseAfter tries: Int,
        pauseSeconds: Int64,
        cap: Int
    ) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET failures = failures + 1,
                paused_until = CASE
                    WHEN (failures + 1) % \(Int32(clamping: tries)) = 0
                        THEN now() + make_interval(secs => \(pauseSeconds))
                END
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND kind = 'authenticator_app'
              AND state = 'active'
              AND failures < \(Int32(clamping: cap))
              AND (paused_until IS NULL OR paused_until <= now())
            RETURNING secret_sealed, last_step, failures
            """,
            make
        )
    }

    /// Counts a try at the method that this attempt began. No row: it takes no code now.
    package static func countTry(
        atPending method: ID<Method>,
        of login: ID<Login>,
        by attempt: ID<Attempt>,
        cap: Int
    ) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET failures = failures + 1
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND pending_attempt = \(attempt)
              AND state = 'pending'
              AND pending_until > now()
              AND failures < \(Int32(clamping: cap))
            RETURNING secret_sealed, last_step, failures
            """,
            make
        )
    }

    private static func make(
        _ secret: PostgresBytes,
        _ lastStep: Int64?,
        _ failures: Int32
    ) -> CountedMethod {
        CountedMethod(sealedSecret: secret.bytes, lastStep: lastStep, failures: failures)
    }
}

extension Statement where Row == MethodStanding {
    /// How a method of a login stands, to say why it takes no code.
    package static func standing(of method: ID<Method>, of login: ID<Login>) -> Self {
        Self(
            """
            SELECT
                state, failures,
                CASE
                    WHEN paused_until > now()
                        THEN ceil(extract(epoch FROM paused_until - now()))::bigint
                END,
                pending_until IS NOT NULL AND pending_until <= now()
            FROM two_step_method
            WHERE method_id = \(method)
              AND login_id = \(login)
            """
        ) { state, failures, paused, isLate in
            MethodStanding(
                state: state,
                failures: failures,
                pausedSeconds: paused,
                isLate: isLate
            )
        }
    }
}

extension Statement where Row == ID<Method> {
    /// Spends a one-time step of an active method, if it is later than the last one.
    ///
    /// No row: the code was used before, or the method is not active any more. Source: RFC 6238
    /// §5.2, a verifier must not accept the second attempt.
    package static func useStep(_ step: Int64, of method: ID<Method>, login: ID<Login>) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET last_step = \(step), failures = 0, paused_until = NULL, last_used_at = now()
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND state = 'active'
              AND (last_step IS NULL OR last_step < \(step))
            RETURNING method_id
            """
        )
    }

    /// Disables a method that took as many wrong codes in a row as it may.
    package static func disable(_ method: ID<Method>, of login: ID<Login>, cap: Int) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET state = 'disabled', ended_at = now(), paused_until = NULL
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND state = 'active'
              AND failures >= \(Int32(clamping: cap))
            RETURNING method_id
            """
        )
    }
}
