import Testing

@testable import Postgres

@Suite struct `A read pipeline that loses its connection` {
    @Test func `asks again on the next one what was at the server`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await echo.whileBusy {
                    for number in Int64(1)...5 {
                        group.addTask {
                            let double = try await echo.doubles.ask(number)
                            #expect(double == number * 2)
                        }
                    }
                    await echo.until(5, waitIn: echo.doubles)
                    try await echo.pool.endSessionsThatWait()
                    // The question that waits for the lock is asked again, together with the rest.
                    while echo.sizes.all.count < 2 { await Task.yield() }
                }
                try await group.waitForAll()
            }
            #expect(echo.sizes.all == [1, 6])
        }
    }

    @Test func `fails who was there both times, and serves the rest`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: (Int64, PostgresError.Code?).self) { group in
                for question in Int64(1)...5 {
                    group.addTask { (question, await code(of: question, in: echo.counters)) }
                }
                for try await (_, code) in group { #expect(code == nil) }
                let killer = await code(of: Int64(-3), in: echo.doubles)
                #expect(killer == .connectionLost)
                let next = try await echo.doubles.ask(6)
                #expect(next == 12)
            }
        }
    }

    @Test func `refuses at once while there is no server`() async throws {
        try await Echo.with(change: { $0.connectionString += " port=1" }) { echo in
            let start = ContinuousClock.now
            for _ in 0..<20 {
                let refused = await code(of: Int64(1), in: echo.doubles)
                #expect(refused == .unavailable)
            }
            let late = echo.pipeline.lane(
                ReadShape<Int64, Int64>(rows: { Statement("SELECT unnest(\($0))") })
            )
            let refused = await code(of: Int64(1), in: late)
            #expect(refused == .unavailable)
            // Far less than one deadline.
            #expect(start.duration(to: .now) < .seconds(5))
        }
    }

    @Test func `closing lets the batch at the server finish, and refuses the rest`() async throws {
        try await Echo.with { echo in
            var closing: Task<Void, Never>?
            var waiting: Task<PostgresError.Code?, Never>?
            try await echo.whileBusy {
                waiting = Task { await code(of: Int64(1), in: echo.doubles) }
                await echo.until(1, waitIn: echo.doubles)
                closing = Task { await echo.pipeline.close() }
                let refused = await waiting?.value
                #expect(refused == .unavailable)
                let after = await code(of: Int64(1), in: echo.doubles)
                #expect(after == .unavailable)
            }
            await closing?.value
        }
    }

    @Test func `closing before anybody asked leaves nothing to wait for`() async throws {
        try await Echo.with { echo in
            await echo.pipeline.close()
            let refused = await code(of: Int64(1), in: echo.doubles)
            #expect(refused == .unavailable)
            #expect(echo.sizes.all == [])
        }
    }
}

extension PostgresPool {
    /// Ends the session of this test that waits for a lock.
    fileprivate func endSessionsThatWait() async throws {
        let ended = Statement<Bool>(
            """
            SELECT pg_terminate_backend(pid)
            FROM (
                SELECT pid FROM pg_stat_activity
                WHERE wait_event_type = 'Lock'
                  AND application_name = current_setting('application_name')
                OFFSET 0
            ) AS waiter
            """
        )
        #expect(try await all(ended) == [true])
    }
}
