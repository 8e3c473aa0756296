import Postgres
import SellerModel
import SellerService
import SellerStore
import Synchronization
import Testing

@Suite struct `What is over` {
    /// Every third of `count` idempotency records is over, and every third window of tries.
    private func fill(_ fixture: Fixture, count: Int) async throws {
        try await fixture.change(
            """
            INSERT INTO idempotency_record (
                caller, operation, key_digest, body_digest, status, response, created_at
            )
            SELECT
                'c', 'o', int8send(n), 'x', 201, '{}',
                now() - CASE WHEN n % 3 = 0 THEN interval '25 hours 1 minute'
                    ELSE interval '24 hours' END
            FROM generate_series(1, \(count)) AS n
            """
        )
        try await fixture.change(
            """
            INSERT INTO budget (kind, subject, window_start, used)
            SELECT
                'k', int8send(n),
                now() - CASE WHEN n % 3 = 0 THEN interval '2 days 1 minute'
                    ELSE interval '1 day 23 hours' END,
                1
            FROM generate_series(1, \(count)) AS n
            """
        )
    }

    @Test func `keys and windows of tries are removed when they are over, and not before`()
        async throws
    {
        try await Fixture.with { fixture in
            try await fill(fixture, count: 30)
            await ExpiryWorker(fixture.service).removeExpired()
            let keys = try await fixture.number("SELECT count(*) FROM idempotency_record")
            let windows = try await fixture.number("SELECT count(*) FROM budget")
            #expect(keys == 20)
            #expect(windows == 20)
        }
    }

    @Test func `more than one batch is removed in one round`() async throws {
        try await Fixture.with { fixture in
            try await fill(fixture, count: 3 * 2_500)
            await ExpiryWorker(fixture.service).removeExpired()
            let keys = try await fixture.number("SELECT count(*) FROM idempotency_record")
            #expect(keys == 5_000)
        }
    }

    @Test func `a key that is used again while it is removed stays`() async throws {
        try await Fixture.with { fixture in
            try await fill(fixture, count: 3)
            let (renewed, signal) = AsyncStream<Void>.makeStream()
            let round = Round()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await fixture.database.transaction { (tx) async throws(PostgresError) in
                        try await tx.run(
                            Statement<Void>("UPDATE idempotency_record SET created_at = now()")
                        )
                        signal.finish()
                        while try await !tx.one(.isWaitedFor) {
                            guard !round.isOver.withLock({ $0 }) else {
                                Issue.record("The removal did not wait for the renewed row.")
                                return
                            }
                        }
                    }
                }
                group.addTask {
                    for await _ in renewed {}
                    await ExpiryWorker(fixture.service).removeExpired()
                    round.isOver.withLock { $0 = true }
                }
                try await group.waitForAll()
            }
            let keys = try await fixture.number("SELECT count(*) FROM idempotency_record")
            #expect(keys == 3)
        }
    }

    @Test func `one process does the work while others leave it alone`() async throws {
        try await Fixture.with { fixture in
            try await fill(fixture, count: 3)
            try await fixture.database.transaction { (tx) async throws(PostgresError) in
                #expect(try await tx.one(.lockExpiry))
                await ExpiryWorker(fixture.service).removeExpired()
            }
            let during = try await fixture.number("SELECT count(*) FROM idempotency_record")
            #expect(during == 3)
            await ExpiryWorker(fixture.service).removeExpired()
            let after = try await fixture.number("SELECT count(*) FROM idempotency_record")
            #expect(after == 2)
        }
    }

    @Test func `it works round after round, around what fails, until it is told to end`()
        async throws
    {
        try await Fixture.with { fixture in
            try await fill(fixture, count: 3)
            let rounds = Mutex(0)
            let worker = ExpiryWorker(fixture.service) {
                let round = rounds.withLock { number in
                    number += 1
                    return number
                }
                switch round {
                case 1:
                    try await fixture.change("ALTER TABLE idempotency_record RENAME TO elsewhere")
                case 2:
                    let windows = try await fixture.number("SELECT count(*) FROM budget")
                    #expect(windows == 2)
                    try await fixture.change("ALTER TABLE elsewhere RENAME TO idempotency_record")
                default: throw CancellationError()
                }
            }
            try await worker.run()
            #expect(rounds.withLock { $0 } == 3)
            let keys = try await fixture.number("SELECT count(*) FROM idempotency_record")
            #expect(keys == 2)
        }
    }
}

extension Statement where Row == Bool {
    /// Whether another transaction stands in line for a row that this one holds.
    fileprivate static var isWaitedFor: Self {
        Self(
            """
            SELECT EXISTS (
                SELECT 1
                FROM pg_locks
                WHERE NOT granted
                  AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
            )
            """
        )
    }
}

/// A round of the worker, as two tasks of a test share it.
private final class Round: Sendable {
    let isOver = Mutex(false)
}
