package import Postgres

extension Statement where Row == Bool {
    /// Takes the right to remove rows until the end of the transaction; false when another process
    /// has it. One does the work of all: two would wait for each other's rows.
    package static var lockExpiry: Self {
        Self(
            """
            SELECT pg_try_advisory_xact_lock(
                hashtextextended('seller-accounts expiry ' || current_schema(), 0)
            )
            """
        )
    }
}

extension Statement where Row == Void {
    /// Removes at most `limit` rows of a kind; for workers only. It touches as many as it removed.
    package static func remove(_ rows: ExpiredRows, limit: Int) -> Self {
        switch rows {
        case .idempotencyRecords:
            remove(
                from: "idempotency_record",
                where: isOver("created_at", since: ExpiryLimits.idempotencySeconds),
                oldest: "created_at",
                limit
            )
        case .budgets:
            remove(
                from: "budget",
                where: isOver("window_start", since: ExpiryLimits.budgetSeconds),
                oldest: "window_start",
                limit
            )
        case .stepUps: remove(from: "step_up", where: isTokenOver, oldest: "expires_at", limit)
        case .unconfirmedMethods: removeUnconfirmedMethods(limit)
        case .mailboxLinks:
            remove(from: "mailbox_link", where: isTokenOver, oldest: "expires_at", limit)
        case .attempts: removeAttempts(limit)
        case .devices: removeDevices(limit)
        }
    }

    /// The condition stands twice, so that a row that was renewed meanwhile stays: the outer one is
    /// judged again by the row as it is when it is removed. So it does in each statement below.
    private static func remove(
        from table: SQL,
        where isOver: SQL,
        oldest age: SQL,
        _ limit: Int
    ) -> Self {
        Self(
            """
            DELETE FROM \(table)
            WHERE ctid = ANY (ARRAY(
                SELECT ctid
                FROM \(table)
                WHERE \(isOver)
                ORDER BY \(age)
                LIMIT \(limit)
            ))
              AND \(isOver)
            """
        )
    }

    /// A method that nobody confirmed stays as a removed one, without its secret; it names its
    /// attempt no longer, nor does one that was removed when the person began anew.
    private static func removeUnconfirmedMethods(_ limit: Int) -> Self {
        let isOver: SQL = """
            (state = 'pending' OR pending_attempt IS NOT NULL)
              AND \(isOver("pending_until", since: ExpiryLimits.tokenSeconds))
            """
        return Self(
            """
            UPDATE two_step_method
            SET state = 'removed', secret_sealed = NULL, pending_attempt = NULL,
                ended_at = coalesce(ended_at, now())
            WHERE method_id = ANY (ARRAY(
                SELECT method_id
                FROM two_step_method
                WHERE \(isOver)
                ORDER BY pending_until
                LIMIT \(limit)
            ))
              AND \(isOver)
            """
        )
    }

    /// An attempt that opened a session or began a method stays as long as these do: their foreign
    /// keys name it. So does one whose link is still there, until the link is removed.
    private static func removeAttempts(_ limit: Int) -> Self {
        Self(
            """
            DELETE FROM sign_in_attempt
            WHERE ctid = ANY (ARRAY(
                SELECT a.ctid
                FROM sign_in_attempt AS a
                WHERE a.state <> 'signed_in'
                  AND \(isTokenOver)
                  AND NOT EXISTS (
                      SELECT 1 FROM session AS s WHERE s.attempt_id = a.attempt_id
                  )
                  AND NOT EXISTS (
                      SELECT 1 FROM mailbox_link AS k WHERE k.asked_by_attempt = a.attempt_id
                  )
                  AND NOT EXISTS (
                      SELECT 1
                      FROM two_step_method AS m
                      WHERE m.login_id = a.login_id
                        AND m.pending_attempt = a.attempt_id
                  )
                ORDER BY a.expires_at
                LIMIT \(limit)
            ))
              AND \(isTokenOver)
            """
        )
    }

    /// Each sign-in without a device brings one; those that no session was opened on are nobody's.
    private static func removeDevices(_ limit: Int) -> Self {
        let isOver: SQL = """
            first_seen_at IS NULL
              AND \(isOver("created_at", since: ExpiryLimits.deviceSeconds))
            """
        return Self(
            """
            DELETE FROM device
            WHERE device_id = ANY (ARRAY(
                SELECT d.device_id
                FROM device AS d
                WHERE \(isOver)
                  AND NOT EXISTS (
                      SELECT 1
                      FROM sign_in_attempt AS a
                      WHERE a.login_id = d.login_id
                        AND a.device_id = d.device_id
                  )
                  AND NOT EXISTS (
                      SELECT 1
                      FROM session AS s
                      WHERE s.login_id = d.login_id
                        AND s.device_id = d.device_id
                  )
                ORDER BY d.created_at
                LIMIT \(limit)
            ))
              AND \(isOver)
            """
        )
    }

    private static var isTokenOver: SQL { isOver("expires_at", since: ExpiryLimits.tokenSeconds) }

    private static func isOver(_ end: SQL, since seconds: Int64) -> SQL {
        "\(end) < now() - make_interval(secs => \(seconds))"
    }
}
