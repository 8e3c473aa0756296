import Logging
import Postgres
import PostgresTesting
import Testing

/// The bound of the requirements for a peer that says nothing more.
private let bound = Duration.seconds(6)

@Suite struct `A peer that is silent` {
    private let one = Statement<Int32>("SELECT 1")

    @Test func `is noticed within six seconds if the server has stopped`() async throws {
        try await FarServer.with(change: {
            $0.statementTimeoutMilliseconds = PostgresConfiguration.usualStatementMilliseconds
        }) { server in
            _ = try await server.far.one(one)
            server.proxy.set(.silence)
            let (code, time) = await FarServer.outcome { () throws(PostgresError) in
                _ = try await server.far.one(one)
            }
            #expect(code == .timedOut)
            #expect(time < bound)
            server.proxy.set(.none)
            let next = try await server.far.one(one)
            #expect(next == 1)
        }
    }

    @Test func `is noticed within six seconds if it acknowledges nothing`() async throws {
        try await FarServer.with { server in
            _ = try await server.far.one(one)
            server.proxy.vanish()
            let (code, time) = await FarServer.outcome { () throws(PostgresError) in
                _ = try await server.far.one(one)
            }
            #expect(code == .connectionLost)
            #expect(time < bound)
            let next = try await server.far.one(one)
            #expect(next == 1)
        }
    }

    @Test func `is noticed within six seconds while an answer is awaited`() async throws {
        let name = "silent-\(UInt64.random(in: 0...UInt64.max))"
        try await FarServer.with(change: { $0.applicationName = name }) { server in
            async let sleeping = FarServer.outcome { () throws(PostgresError) in
                try await server.far.run(Statement("SELECT pg_sleep(60)"))
            }
            let asleep = Statement<Int64>(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE wait_event = 'PgSleep' AND application_name = \(name)
                """
            )
            while try await server.near.one(asleep) == 0 { await Task.yield() }
            let start = ContinuousClock.now
            server.proxy.vanish()
            let (code, _) = await sleeping
            #expect(code == .connectionLost)
            #expect(start.duration(to: .now) < bound)
        }
    }

    @Test func `costs a pipeline's questions no more than their deadline`() async throws {
        try await FarServer.with { server in
            let lane = server.pipeline.lane(
                ReadShape<Int64, Int64>(rows: { Statement("SELECT unnest(\($0))") })
            )
            _ = try await lane.ask(1)
            server.proxy.vanish()
            let (code, time) = await FarServer.outcome { () throws(PostgresError) in
                _ = try await lane.ask(2)
            }
            #expect(code == .timedOut)
            // The deadline, and a second of room for a busy machine.
            let deadline = Duration.milliseconds(PostgresLimits.questionMilliseconds)
            #expect(time < deadline + .seconds(1))
            let start = ContinuousClock.now
            var last = await FarServer.outcome { () throws(PostgresError) in
                _ = try await lane.ask(3)
            }
            while last.code != nil, start.duration(to: .now) < bound {
                last = await FarServer.outcome { () throws(PostgresError) in
                    _ = try await lane.ask(4)
                }
            }
            #expect(last.code == nil)
        }
    }

    @Test func `does not keep us from the next host`() async throws {
        try await FarServer.with { server in
            server.proxy.set(.silence)
            var configuration = try TestSchema.configuration()
            let hosts = "127.0.0.1,127.0.0.1"
            try await Proxy.with(configuration) { second in
                let ports = "\(server.proxy.port),\(second.port)"
                configuration.connectionString = second.connectionString
                configuration.connectionString += " host=\(hosts) port=\(ports) connect_timeout=1"
                let start = ContinuousClock.now
                let connection = try await PostgresConnection.connect(configuration)
                await connection.close()
                #expect(second.connectionCount == 1)
                let time = start.duration(to: .now)
                #expect(time >= .seconds(1) && time < bound)
            }
        }
    }
}

@Suite struct `A database that goes away` {
    @Test func `is refused at once, not hammered, and used within five seconds of its return`()
        async throws
    {
        try await FarServer.with { server in
            let one = Statement<Int32>("SELECT 1")
            let lane = server.pipeline.lane(
                ReadShape<Int64, Int64>(rows: { Statement("SELECT unnest(\($0))") })
            )
            _ = try await server.far.one(one)
            _ = try await lane.ask(1)
            server.proxy.goAway()
            let away = ContinuousClock.now
            var refusals = 0
            while away.duration(to: .now) < .seconds(2) {
                let pool = await FarServer.outcome { () throws(PostgresError) in
                    _ = try await server.far.one(one)
                }
                let pipeline = await FarServer.outcome { () throws(PostgresError) in
                    _ = try await lane.ask(1)
                }
                #expect(pool.code != nil && pipeline.code != nil)
                refusals += 1
            }
            #expect(refusals > 50)
            try server.proxy.comeBack()
            let before = server.proxy.connectionCount
            let back = ContinuousClock.now
            var isBack = false
            while !isBack, back.duration(to: .now) < .seconds(10) {
                let pool = await FarServer.outcome { () throws(PostgresError) in
                    _ = try await server.far.one(one)
                }
                let pipeline = await FarServer.outcome { () throws(PostgresError) in
                    _ = try await lane.ask(1)
                }
                isBack = pool.code == nil && pipeline.code == nil
            }
            #expect(back.duration(to: .now) < .seconds(5))
            #expect(server.proxy.connectionCount - before <= 2)
        }
    }

    @Test func `and is far away, lets questions gather on the way`() async throws {
        try await FarServer.with { server in
            server.proxy.set(.delay(milliseconds: 20))
            let lane = server.pipeline.lane(
                ReadShape<Int64, Int64>(rows: { Statement("SELECT unnest(\($0))") })
            )
            let start = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in Int64(0)..<200 {
                    group.addTask {
                        let same = try await lane.ask(number)
                        #expect(same == number)
                    }
                }
                try await group.waitForAll()
            }
            // One by one they would take 8 s.
            #expect(start.duration(to: .now) < .seconds(4))
        }
    }
}
