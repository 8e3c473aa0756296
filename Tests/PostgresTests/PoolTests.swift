import Logging
import Postgres
import PostgresTesting
import Testing

@Suite struct `The pool` {
    @Test func `holds no more connections than it may, and serves everybody`() async throws {
        let name = "pool-test-\(UInt64.random(in: 0...UInt64.max))"
        try await withPool(change: {
            $0.applicationName = name; $0.maximumConnections = 3
        }) {
            pool in
            let sessions = Statement<Int64>(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = \(name)"
            )
            let most = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<60 { group.addTask { try await pool.one(sessions) } }
                return try await group.reduce(0, max)
            }
            #expect(most >= 1 && most <= 3)
        }
    }

    @Test func `tells who waited too long that nothing is available`() async throws {
        try await withPool(change: {
            $0.maximumConnections = 1
            $0.acquireDeadlineMilliseconds = 30
        }) { pool in
            try await pool.transaction { (_) throws(PostgresError) in
                do throws(PostgresError) {
                    try await pool.run(Statement("SELECT 1"))
                    Issue.record("a second connection from a pool of one")
                } catch {
                    #expect(error.code == .unavailable)
                }
            }
            let one = try await pool.one(Statement<Int32>("SELECT 1"))
            #expect(one == 1)
        }
    }

    @Test func `says unavailable if there is no server, and recovers its place`() async throws {
        var configuration = try TestSchema.configuration()
        configuration.connectionString += " port=1"
        configuration.maximumConnections = 1
        let pool = PostgresPool(configuration: configuration, logger: Logger(label: "test"))
        for _ in 0..<3 {
            do throws(PostgresError) {
                try await pool.run(Statement("SELECT 1"))
                Issue.record("a server on port 1")
            } catch {
                #expect(error.code == .unavailable)
            }
        }
        await pool.close()
    }

    @Test func `refuses everybody once it is closed`() async throws {
        try await withPool { pool in
            try await pool.run(Statement("SELECT 1"))
            await pool.close()
            do throws(PostgresError) {
                try await pool.run(Statement("SELECT 1"))
                Issue.record("a closed pool served")
            } catch {
                #expect(error.code == .unavailable)
            }
        }
    }

    @Test func `a statement that takes too long is stopped by the server`() async throws {
        try await withPool(change: { $0.statementTimeoutMilliseconds = 20 }) { pool in
            do throws(PostgresError) {
                try await pool.run(Statement("SELECT pg_sleep(60)"))
                Issue.record("a statement without a limit")
            } catch {
                #expect(error.code == .timedOut)
            }
        }
    }

    @Test func `a session that the server ended costs its user, and nobody after`() async throws {
        try await withPool(change: { $0.maximumConnections = 1 }) { pool in
            do throws(PostgresError) {
                try await pool.run(Statement("SELECT pg_terminate_backend(pg_backend_pid())"))
                Issue.record("a statement outlived its session")
            } catch {
                #expect(error.code == .connectionLost)
                #expect(error.sqlState == "57P01")
            }
            let one = try await pool.one(Statement<Int32>("SELECT 1"))
            #expect(one == 1)
        }
    }

    @Test func `a resting session that the server ended costs nobody anything`() async throws {
        let name = "resting-\(UInt64.random(in: 0...UInt64.max))"
        let sessions = Statement<Int64>(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = \(name)"
        )
        try await withPool { watch in
            try await withPool(change: {
                $0.applicationName = name; $0.maximumConnections = 1
            }) { pool in
                let one = Statement<Int32>("SELECT 1")
                _ = try await pool.one(one)
                let start = ContinuousClock.now
                try await watch.run(
                    Statement(
                        """
                        SELECT pg_terminate_backend(pid)
                        FROM pg_stat_activity
                        WHERE application_name = \(name)
                        """
                    )
                )
                let rest = Duration.milliseconds(PostgresLimits.restMilliseconds)
                while try await watch.one(sessions) > 0 || start.duration(to: .now) <= rest {}
                let next = try await pool.one(one)
                #expect(next == 1)
            }
        }
    }
}
