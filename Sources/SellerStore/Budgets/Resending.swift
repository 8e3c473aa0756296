package import Postgres

extension Statement where Row == Bool {
    /// Notes that something was sent again to a subject now. No row: something was, within the last
    /// `apartSeconds`.
    ///
    /// Exact only while the caller holds a row that all who send to the subject take: two at once
    /// would each not see the other's.
    package static func sendAgain(
        kind: String,
        subject: [UInt8],
        apartSeconds: Int64
    ) -> Self {
        Self(
            """
            INSERT INTO budget (kind, subject, window_start, used)
            SELECT \(kind), \(PostgresBytes(subject)), now(), 1
            WHERE NOT EXISTS (
                SELECT 1
                FROM budget
                WHERE kind = \(kind)
                  AND subject = \(PostgresBytes(subject))
                  AND window_start > now() - make_interval(secs => \(apartSeconds))
            )
            ON CONFLICT ON CONSTRAINT budget_key DO NOTHING
            RETURNING true
            """
        )
    }
}
