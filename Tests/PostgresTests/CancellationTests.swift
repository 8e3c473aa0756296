import Postgres
import Testing

@Suite struct `Cancellation` {
    /// Waits until the server shows as many sessions of ours in a `pg_sleep` as expected.
    private func untilSleeping(_ name: String, seenBy pool: PostgresPool) async throws {
        let sleeping = Statement<Int64>(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE application_name = \(name) AND wait_event = 'PgSleep'
            """
        )
        while try await pool.one(sleeping) == 0 { await Task.yield() }
    }

    private func name() -> String { "cancel-test-\(UInt64.random(in: 0...UInt64.max))" }

    @Test func `cancellation stops the statement and never hits the next one`() async throws {
        let name = name()
        try await withPool { watch in
            try await withPool(change: {
                $0.applicationName = name; $0.maximumConnections = 1
            }) {
                pool in
                for _ in 0..<5 {
                    let sleep = Task { () async -> PostgresError.Code? in
                        do throws(PostgresError) {
                            try await pool.run(Statement("SELECT pg_sleep(60)"))
                            return nil
                        } catch {
                            return error.code
                        }
                    }
                    try await untilSleeping(name, seenBy: watch)
                    sleep.cancel()
                    let code = await sleep.value
                    #expect(code == .cancelled)
                    let next = Statement<Bool>("SELECT pg_sleep(0.005) IS NULL")
                    let slept = try await pool.one(next)
                    #expect(!slept)
                }
            }
        }
    }

    @Test func `a canceled transaction is undone and says that it was canceled`() async throws {
        let name = name()
        try await withPool { watch in
            try await watch.run(Statement("CREATE TABLE mark (id bigint)"))
            let path = try await watch.one(Statement<String>("SELECT current_schema()::text"))
            try await withPool(change: {
                $0.applicationName = name; $0.searchPath = path
            }) {
                pool in
                let task = Task { () async throws -> Void in
                    try await pool.transaction { (transaction) throws(PostgresError) in
                        try await transaction.run(Statement("INSERT INTO mark VALUES (1)"))
                        try await transaction.run(Statement("SELECT pg_sleep(60)"))
                    }
                }
                try await untilSleeping(name, seenBy: watch)
                task.cancel()
                let result = await task.result
                #expect(throws: TransactionError<PostgresError>.self) { try result.get() }
                if case .failure(let error as TransactionError<PostgresError>) = result {
                    #expect(error.error.code == .cancelled)
                }
                let marks = try await pool.one(Statement<Int64>("SELECT count(*) FROM mark"))
                #expect(marks == 0)
            }
        }
    }

    @Test func `a task that is canceled before it asks gets nothing`() async throws {
        try await withPool(change: { $0.maximumConnections = 1 }) { pool in
            try await pool.transaction { (transaction) throws(PostgresError) in
                try await transaction.run(Statement("SELECT 1"))
                let codes = await withTaskGroup(of: PostgresError.Code?.self) { group in
                    group.cancelAll()
                    group.addTask {
                        do throws(PostgresError) {
                            try await pool.run(Statement("SELECT 1"))
                            return nil
                        } catch {
                            return error.code
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(codes == [.cancelled])
            }
        }
    }
}
