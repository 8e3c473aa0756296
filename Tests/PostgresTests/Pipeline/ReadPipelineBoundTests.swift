import Testing

@testable import Postgres

@Suite struct `The bounds of a read pipeline` {
    @Test func `who gives up disturbs nobody, in the queue and at the server`() async throws {
        try await Echo.with { echo in
            let quitter = Task { await code(of: Int64(-5), in: echo.doubles) }
            try await echo.pool.untilSleeping()
            let first = Task { await code(of: Int64(1), in: echo.doubles) }
            let second = Task { try await echo.doubles.ask(2) }
            await echo.until(2, waitIn: echo.doubles)
            first.cancel()
            let firstCode = await first.value
            #expect(firstCode == .cancelled)
            quitter.cancel()
            let quitterCode = await quitter.value
            #expect(quitterCode == .cancelled)
            try await echo.pool.wakeSleepers()
            let answer = try await second.value
            #expect(answer == 4)
        }
    }

    @Test func `a canceled task gets nothing`() async throws {
        try await Echo.with { echo in
            await withTaskGroup(of: PostgresError.Code?.self) { group in
                group.cancelAll()
                group.addTask { await code(of: Int64(1), in: echo.doubles) }
                for await code in group { #expect(code == .cancelled) }
            }
        }
    }

    @Test func `nobody waits longer than the deadline, and the next are served`() async throws {
        try await Echo.with(milliseconds: 200) { echo in
            let start = ContinuousClock.now
            let late = await code(of: Int64(-5), in: echo.doubles)
            #expect(late == .timedOut)
            #expect(start.duration(to: .now) < .seconds(5))
            let answer = try await echo.doubles.ask(4)
            #expect(answer == 8)
        }
    }

    @Test func `a full queue refuses at once`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await echo.whileBusy {
                    for _ in 0..<32 {
                        group.addTask {
                            let list = Array(repeating: Int64(3), count: 128)
                            let doubles = try await echo.doubles.ask(all: list)
                            #expect(doubles.allSatisfy { $0 == 6 })
                        }
                    }
                    await echo.until(PostgresLimits.questionsWaiting, waitIn: echo.doubles)
                    let refused = await code(of: Int64(1), in: echo.doubles)
                    #expect(refused == .unavailable)
                }
                try await group.waitForAll()
            }
        }
    }
}

extension PostgresPool {
    /// Waits until a session of this test sleeps for a minute.
    func untilSleeping() async throws {
        while try await one(Statement<Int64>("SELECT count(*) FROM \(sleepers)")) == 0 {
            await Task.yield()
        }
    }

    /// Ends the statement of whoever sleeps in this test, as a failure.
    func wakeSleepers() async throws {
        _ = try await all(Statement<Bool>("SELECT pg_cancel_backend(pid) FROM \(sleepers)"))
    }

    // Materialized, so that nothing is done to a session before it is known whose it is.
    private var sleepers: SQL {
        """
        (
            SELECT pid FROM pg_stat_activity
            WHERE wait_event = 'PgSleep'
              AND application_name = current_setting('application_name')
            OFFSET 0
        ) AS sleeper
        """
    }
}
