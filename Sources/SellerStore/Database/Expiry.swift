package import Postgres

/// Rows that are over and that no answer depends on any more.
package enum ExpiredRows: String, CaseIterable, Sendable {
    // In the order of their removal: an attempt goes after the links that it asked for.
    case idempotencyRecords = "idempotency_record"
    case budgets = "budget"
    case stepUps = "step_up"
    case mailboxLinks = "mailbox_link"
    case attempts = "sign_in_attempt"
}

/// How long rows stay after they are over, in seconds.
package enum ExpiryLimits {
    /// A key is good for 24 hours. An hour more, because a request judges that by the start of its
    /// transaction: no transaction lives that long.
    package static let idempotencySeconds: Int64 = 25 * 3_600
    /// The longest window that tries are counted in is a day, and the next one has begun by then.
    package static let budgetSeconds: Int64 = 2 * BudgetLimits.longestWindowSeconds
    /// Attempts, links and step-ups carry their own end. For a day after it they still tell an
    /// operator what happened; a token of theirs is refused alike before and after.
    package static let tokenSeconds: Int64 = 86_400
}

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
    ///
    /// Each condition stands twice, so that a row that was renewed meanwhile stays: the outer one
    /// is judged again by the row as it is when it is removed.
    package static func remove(_ rows: ExpiredRows, limit: Int) -> Self {
        switch rows {
        case .idempotencyRecords: removeIdempotencyRecords(limit)
        case .budgets: removeBudgets(limit)
        case .stepUps: removeStepUps(limit)
        case .mailboxLinks: removeMailboxLinks(limit)
        case .attempts: removeAttempts(limit)
        }
    }

    private static func removeIdempotencyRecords(_ limit: Int) -> Self {
        let isOver: SQL =
            "created_at < now() - make_interval(secs => \(ExpiryLimits.idempotencySeconds))"
        return Self(
            """
            DELETE FROM idempotency_record
            WHERE ctid = ANY (ARRAY(
                SELECT ctid
                FROM idempotency_record
                WHERE \(isOver)
                ORDER BY created_at
                LIMIT \(limit)
            ))
              AND \(isOver)
            """
        )
    }

    private static func removeBudgets(_ limit: Int) -> Self {
        let isOver: SQL =
            "window_start < now() - make_interval(secs => \(ExpiryLimits.budgetSeconds))"
        return Self(
            """
            DELETE FROM budget
            WHERE ctid = ANY (ARRAY(
                SELECT ctid
                FROM budget
                WHERE \(isOver)
                ORDER BY window_start
                LIMIT \(limit)
            ))
              AND \(isOver)
            """
        )
    }

    private static func removeStepUps(_ limit: Int) -> Self {
        Self(
            """
            DELETE FROM step_up
            WHERE ctid = ANY (ARRAY(
                SELECT ctid
                FROM step_up
                WHERE \(isTokenOver)
                ORDER BY expires_at
                LIMIT \(limit)
            ))
              AND \(isTokenOver)
            """
        )
    }

    private static func removeMailboxLinks(_ limit: Int) -> Self {
        Self(
            """
            DELETE FROM mailbox_link
            WHERE ctid = ANY (ARRAY(
                SELECT ctid
                FROM mailbox_link
                WHERE \(isTokenOver)
                ORDER BY expires_at
                LIMIT \(limit)
            ))
              AND \(isTokenOver)
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

    private static var isTokenOver: SQL {
        "expires_at < now() - make_interval(secs => \(ExpiryLimits.tokenSeconds))"
    }
}
