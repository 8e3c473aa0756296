package import Postgres

/// Long reads of one account, streamed from a read-only role and a pool of its own.
public struct SellerReports: Sendable {
    let pool: PostgresPool

    /// Reports from this pool, whose role is `seller_report`.
    package init(pool: PostgresPool) {
        self.pool = pool
    }
}
