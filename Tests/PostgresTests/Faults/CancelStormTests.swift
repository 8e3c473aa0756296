import Postgres
import PostgresTesting
import Synchronization
import Testing

@Suite struct `A cancel storm` {
    @Test func `of a thousand sleeps never reaches another statement`() async throws {
        try await withPool(change: { $0.maximumConnections = 8 }) { pool in
            let storm = Storm()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        // Long enough for a late request to meet it.
                        let short = Statement<Bool>("SELECT pg_sleep(0.001) IS NULL")
                        repeat {
                            let slept = try await pool.one(short)
                            #expect(!slept)
                        } while !storm.isOver.load(ordering: .relaxed)
                    }
                }
                await withTaskGroup(of: Void.self) { cancelers in
                    for _ in 0..<5 {
                        cancelers.addTask {
                            var stopped = 0
                            while stopped < 200 {
                                let error = await cancelOne(pool)
                                #expect(error?.code == .cancelled)
                                // The others were canceled before they were sent.
                                if error?.sqlState == "57014" { stopped += 1 }
                            }
                        }
                    }
                    await cancelers.waitForAll()
                }
                storm.isOver.store(true, ordering: .relaxed)
                try await group.waitForAll()
            }
        }
    }

    @Test func `and a request that overtakes its statement stops it all the same`() async throws {
        try await FarServer.with(change: { $0.maximumConnections = 1 }) { server in
            let rest = { (seconds: Double) in Statement<Void>("SELECT pg_sleep(\(seconds))") }
            // Prepared, so that one message is all there is to overtake.
            try await server.far.run(rest(0))
            server.proxy.set(.delayStatements(milliseconds: 300))
            let sleeping = Task {
                await FarServer.outcome { () throws(PostgresError) in
                    try await server.far.run(rest(60))
                }
            }
            while server.proxy.delayedCount == 0 { await Task.yield() }
            sleeping.cancel()
            let (code, time) = await sleeping.value
            #expect(code == .cancelled)
            #expect(time < .seconds(10))
        }
    }

    /// Starts a long sleep and cancels its task at some moment before its end.
    private func cancelOne(_ pool: PostgresPool) async -> PostgresError? {
        let sleep = Task { () async -> PostgresError? in
            do throws(PostgresError) {
                try await pool.run(Statement("SELECT pg_sleep(60)"))
                return nil
            } catch {
                return error
            }
        }
        let start = ContinuousClock.now
        let moment = Duration.microseconds(Int.random(in: 0..<20_000))
        while start.duration(to: .now) < moment { await Task.yield() }
        sleep.cancel()
        return await sleep.value
    }
}

private final class Storm: Sendable {
    let isOver = Atomic<Bool>(false)
}
