package import Postgres

extension Statement where Row == Int32 {
    /// Counts one try into its window and gives how many there are now.
    ///
    /// Windows are cut from the clock, so that one statement both opens and counts.
    package static func countTry(kind: String, subject: [UInt8], windowSeconds: Int64) -> Self {
        Self(
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
