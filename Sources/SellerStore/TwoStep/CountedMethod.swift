package import FoundationEssentials
package import Postgres
package import SellerModel

/// A method whose try is already counted and may now be compared.
package struct CountedMethod: Sendable {
    package let sealedSecret: [UInt8]
    package let lastStep: Int64?
    /// Tries in a row of the same kind of device, this one included: each kind has its own pause.
    package let failures: Int32
}

/// Whose tries are counted together: a stranger's wrong codes must not pause the owner's device.
package enum TryingDevice: Sendable, Equatable {
    /// One that the login signed in with before; every session is on one.
    case known
    /// Any other.
    case stranger
}

/// What became of a code of an unknown device, before it is compared.
package enum StrangerTry: Sendable {
    /// It was counted, and may be compared.
    case counted(CountedMethod)
    /// The password counts as known to others: the mailbox has to vouch for the device first.
    case needsVoucher
}

extension Statement where Row == StrangerTry {
    /// Counts a code that an unknown device gives, on its login and at its method; see
    /// `count_stranger_code` in schema.sql. No row: the method takes no code now. Source: security
    /// rules 4 and 11.
    package static func countStranger(
        at method: ID<Method>,
        of login: ID<Login>,
        voucher: UUID?,
        limits: Limits
    ) -> Self {
        Self(
            """
            SELECT may_compare, secret_sealed, last_step, failures
            FROM count_stranger_code(
                \(login), \(method), \(voucher),
                \(Int32(clamping: limits.strangerFailuresBeforeMailbox)),
                \(Int32(clamping: limits.failuresBeforePause)),
                \(limits.pauseSeconds),
                \(Int32(clamping: limits.failuresBeforeDisabled))
            )
            """
        ) { (mayCompare: Bool, secret: PostgresBytes?, lastStep: Int64?, failures: Int32?) in
            guard mayCompare, let secret, let failures else { return .needsVoucher }
            return .counted(
                CountedMethod(sealedSecret: secret.bytes, lastStep: lastStep, failures: failures)
            )
        }
    }
}

extension Statement where Row == CountedMethod {
    /// Counts a try of a known device at an active method before anybody knows whether it is right.
    ///
    /// The statement decides the pause too, so that of many parallel tries no more are compared
    /// than may be. No row: the method takes no code now. Source: security rule 4.
    package static func countTry(
        at method: ID<Method>,
        of login: ID<Login>,
        limits: Limits
    ) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET failures = failures + 1,
                paused_until = CASE
                    WHEN (failures - stranger_failures + 1)
                        % \(Int32(clamping: limits.failuresBeforePause)) = 0
                        THEN now() + make_interval(secs => \(limits.pauseSeconds))
                END
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND kind = 'authenticator_app'
              AND state = 'active'
              AND failures < \(Int32(clamping: limits.failuresBeforeDisabled))
              AND (paused_until IS NULL OR paused_until <= now())
            RETURNING secret_sealed, last_step, failures - stranger_failures
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

extension Statement where Row == ID<Method> {
    /// Spends a one-time step of an active method, if it is later than the last one.
    ///
    /// No row: the code was used before, or the method is not active any more. Source: RFC 6238
    /// §5.2, a verifier must not accept the second attempt. The pause of strangers stays when a
    /// known device gave the code: the owner's daily sign-in must not give them another ten.
    package static func useStep(
        _ step: Int64,
        of method: ID<Method>,
        login: ID<Login>,
        on device: TryingDevice
    ) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET last_step = \(step), failures = 0, stranger_failures = 0, paused_until = NULL,
                strangers_paused_until = CASE
                    WHEN \(device == .known) THEN strangers_paused_until
                END,
                last_used_at = now()
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
            SET state = 'disabled', ended_at = now(), paused_until = NULL,
                strangers_paused_until = NULL
            WHERE method_id = \(method)
              AND login_id = \(login)
              AND state = 'active'
              AND failures >= \(Int32(clamping: cap))
            RETURNING method_id
            """
        )
    }
}
