package import Postgres

/// Bounds of the windows that tries and mails are counted in.
package enum BudgetLimits {
    /// A day: a window is removed when two of these have passed since it began.
    package static let longestWindowSeconds: Int64 = 86_400
}

extension Statement where Row == Int32 {
    /// Counts one try into its window and gives how many there are now.
    ///
    /// Windows are cut from the clock, so that one statement both opens and counts. None is longer
    /// than `BudgetLimits.longestWindowSeconds`.
    package static func countTry(kind: String, subject: [UInt8], windowSeconds: Int64) -> Self {
        precondition(
            (1...BudgetLimits.longestWindowSeconds).contains(windowSeconds),
            "A window is at most a day long, or its tries would be forgotten too early."
        )
        return Self(
            """
            INSERT INTO budget AS b (kind, subject, window_start, used)
            VALUES (
                \(kind), \(PostgresBytes(subject)),
                date_bin(
                    make_interval(secs => \(windowSeconds)), now(), TIMESTAMPTZ '2000-01-01 00:00Z'
                ),
                1
            )
            ON CONFLICT ON CONSTRAINT budget_key
            DO UPDATE SET used = least(b.used, 2000000000) + 1
            RETURNING used
            """
        )
    }
}
