import Logging
import Postgres
import SellerModel
import SellerStore
import ServiceLifecycle

/// Removes what is over, as long as it runs. Any number of processes may run one: a process that
/// finds another at work leaves it to that one.
///
/// Nothing is correct only because of it: what is over is refused by its time, removed or not.
package struct ExpiryWorker: ServiceLifecycle.Service {
    /// Ten minutes: rows wait a day before they go, so nobody notices, and a round has little to do.
    static let intervalSeconds = 600.0
    /// A fifth earlier or later, so that processes started together do not stay together.
    static let jitter = 0.8...1.2
    /// Rows of one transaction: their locks are held for some milliseconds.
    static let batchRows = 1_000
    /// Batches of a kind in one round: 100,000 rows in ten minutes are 14 million a day, and a
    /// round ends in reasonable time after a long pause too.
    static let batchesPerRound = 100

    private let service: SellerService
    private let pause: @Sendable () async throws -> Void

    /// A worker that pauses for the interval between its rounds, or as a test wants it to; `pause`
    /// throws when there shall be no further round.
    package init(
        _ service: SellerService,
        pause: @escaping @Sendable () async throws -> Void = {
            try await Task.sleep(for: .seconds(intervalSeconds * .random(in: jitter)))
        }
    ) {
        self.service = service
        self.pause = pause
    }

    /// Works until the service's shutdown or the task's cancellation.
    package func run() async throws {
        service.environment.logger.info("expiry worker runs")
        await cancelWhenGracefulShutdown {
            // The first pause too: a start has more urgent things to do with the database.
            while (try? await pause()) != nil, !Task.isCancelled {
                await removeExpired()
            }
        }
    }

    /// One round over all kinds. A kind that fails is logged and tried again in the next round.
    package func removeExpired() async {
        for rows in ExpiredRows.allCases {
            do throws(TransactionError<PostgresError>) {
                let removed = try await remove(rows)
                service.environment.logger.debug(
                    "expired rows removed",
                    metadata: ["table": "\(rows.rawValue)", "rows": "\(removed)"]
                )
            } catch {
                service.environment.logger.warning(
                    "expired rows stay until the next round",
                    metadata: ["table": "\(rows.rawValue)", "error": "\(error.error)"]
                )
            }
        }
    }

    private func remove(
        _ rows: ExpiredRows
    ) async throws(TransactionError<PostgresError>) -> Int {
        var sum = 0
        for _ in 0..<Self.batchesPerRound {
            let removed = try await removeBatch(rows)
            sum += removed
            if removed < Self.batchRows || Task.isCancelled { break }
        }
        return sum
    }

    /// One transaction, as the workers' role: the service's own may remove nothing of these.
    private func removeBatch(
        _ rows: ExpiredRows
    ) async throws(TransactionError<PostgresError>) -> Int {
        try await service.pool.transaction(
            settings: [TransactionSetting("role", "seller_worker")]
        ) { (tx) async throws(PostgresError) -> Int in
            guard try await tx.one(.lockExpiry) else { return 0 }
            return try await tx.run(.remove(rows, limit: Self.batchRows))
        }
    }
}
