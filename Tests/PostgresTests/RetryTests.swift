import Postgres
import Synchronization
import Testing

private let counter = PostgresScript(
    """
    CREATE TABLE counter (id bigint PRIMARY KEY, value bigint NOT NULL);
    INSERT INTO counter VALUES (1, 0), (2, 0);
    """
)

private let values = Statement<Int64>("SELECT sum(value)::bigint FROM counter")

/// What a service does with the database's errors: it turns them into its own.
private enum ServiceError: Error { case internalFault }

@Suite struct `Transactions that run again` {
    private func add(_ amount: Int64, to id: Int64 = 1) -> Statement<Void> {
        Statement("UPDATE counter SET value = value + \(amount) WHERE id = \(id)")
    }

    @Test func `a serialization failure runs the whole body again, whatever error it became`()
        async throws
    {
        try await withPool(setup: counter) { pool in
            let runs = Atomic<Int>(0)
            try await pool.transaction(isolation: .repeatableRead) {
                (transaction) throws(ServiceError) in
                do {
                    _ = try await transaction.one(values)
                    // The first time, somebody else changes the row after our first look at it.
                    if runs.add(1, ordering: .relaxed).newValue == 1 {
                        try await pool.run(add(10))
                    }
                    try await transaction.run(add(1))
                } catch {
                    throw .internalFault
                }
            }
            #expect(runs.load(ordering: .relaxed) == 2)
            let value = try await pool.one(values)
            #expect(value == 11)
        }
    }

    @Test func `a transaction that never gets through is given up after five runs`() async throws {
        try await withPool(setup: counter) { pool in
            let runs = Atomic<Int>(0)
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (transaction) throws(PostgresError) in
                    runs.add(1, ordering: .relaxed)
                    try await transaction.run(
                        Statement("DO $$ BEGIN RAISE 'again' USING ERRCODE = '40001'; END $$")
                    )
                }
            } catch {
                #expect(error.error.sqlState == "40001")
            }
            #expect(runs.load(ordering: .relaxed) == PostgresLimits.attempts)
        }
    }

    @Test func `two transactions that lock each other both end well`() async throws {
        try await withPool(setup: counter) { pool in
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(Int64(1), Int64(2)), (2, 1)] {
                    group.addTask {
                        try await pool.transaction { (transaction) throws(PostgresError) in
                            try await transaction.run(add(1, to: first))
                            await meeting.arrive()
                            try await transaction.run(add(1, to: second))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let value = try await pool.one(values)
            #expect(value == 4)
        }
    }
}

/// Lets the first who arrives wait for the second; later ones pass.
private actor Meeting {
    private var waiting: CheckedContinuation<Void, Never>?
    private var arrivals = 0

    func arrive() async {
        arrivals += 1
        if arrivals == 1 {
            await withCheckedContinuation { waiting = $0 }
        } else {
            waiting?.resume()
            waiting = nil
        }
    }
}
