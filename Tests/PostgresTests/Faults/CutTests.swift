import Postgres
import PostgresTesting
import Synchronization
import Testing

private let counter = PostgresScript("CREATE TABLE counter (id bigint PRIMARY KEY)")

@Suite struct `A connection that is cut` {
    private let count = Statement<Int64>("SELECT count(*) FROM counter")

    /// Inserts a row while the commit meets a fault; gives the error and how often the body ran.
    private func insert(
        _ server: FarServer,
        meeting fault: ProxyFault
    ) async throws -> (PostgresError.Code?, Int) {
        let runs = Atomic<Int>(0)
        do throws(TransactionError<PostgresError>) {
            try await server.far.transaction { (transaction) throws(PostgresError) in
                let id = Int64(runs.add(1, ordering: .relaxed).newValue)
                try await transaction.run(Statement("INSERT INTO counter VALUES (\(id))"))
                server.proxy.set(fault)
            }
            return (nil, runs.load(ordering: .relaxed))
        } catch {
            return (error.error.code, runs.load(ordering: .relaxed))
        }
    }

    @Test func `between COMMIT and its answer leaves the outcome unknown, and is not repeated`()
        async throws
    {
        try await FarServer.with(setup: counter) { server in
            let (code, runs) = try await insert(server, meeting: .cutAnswer(to: "COMMIT"))
            #expect(code == .commitUnknown)
            #expect(runs == 1)
            // It had happened.
            let rows = try await server.near.one(count)
            #expect(rows == 1)
            let next = try await server.far.one(count)
            #expect(next == 1)
        }
    }

    @Test func `before COMMIT arrives leaves the outcome unknown too, and nothing happened`()
        async throws
    {
        try await FarServer.with(setup: counter) { server in
            let (code, runs) = try await insert(server, meeting: .cutBefore("COMMIT"))
            #expect(code == .commitUnknown)
            #expect(runs == 1)
            let rows = try await server.near.one(count)
            #expect(rows == 0)
        }
    }

    @Test func `in the middle of a result gives no rows, and the pool goes on`() async throws {
        try await FarServer.with(change: { $0.maximumConnections = 1 }) { server in
            let rows = Statement<String>("SELECT repeat('x', 1000) FROM generate_series(1, 1000)")
            let whole = try await server.far.all(rows)
            #expect(whole.count == 1_000)
            server.proxy.set(.cut(afterBytes: 100_000, .toClient))
            let (code, _) = await FarServer.outcome { () throws(PostgresError) in
                _ = try await server.far.all(rows)
            }
            #expect(code == .connectionLost)
            let again = try await server.far.all(rows)
            #expect(again.count == 1_000)
        }
    }

    @Test func `in the middle of a COPY out is an error after the bytes that came`() async throws {
        try await FarServer.with(change: { $0.maximumConnections = 1 }) { server in
            let many = CopyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT")
            let bytes = Atomic<Int>(0)
            server.proxy.set(.cut(afterBytes: 1_000_000, .toClient))
            do {
                try await server.far.copy(many) { bytes.add($0.count, ordering: .relaxed) }
                Issue.record("half a table looked like a whole one")
            } catch let error as PostgresError {
                #expect(error.code == .connectionLost)
            }
            let taken = bytes.load(ordering: .relaxed)
            #expect(taken > 100_000 && taken < 1_000_000)
            let one = try await server.far.one(Statement<Int32>("SELECT 1"))
            #expect(one == 1)
        }
    }

    @Test func `in the middle of a COPY in leaves no row`() async throws {
        try await FarServer.with(setup: counter, change: { $0.maximumConnections = 1 }) { server in
            server.proxy.set(.cut(afterBytes: 100_000, .toServer))
            let next = Atomic<Int>(0)
            do {
                try await server.far.copy(CopyIn("COPY counter FROM STDIN")) {
                    let start = next.add(10_000, ordering: .relaxed).oldValue
                    if start >= 1_000_000 { return nil }
                    return (start..<(start + 10_000)).flatMap { Array("\($0)\n".utf8) }
                }
                Issue.record("a cut COPY succeeded")
            } catch let error as PostgresError {
                #expect(error.code == .connectionLost)
            }
            let rows = try await server.near.one(count)
            #expect(rows == 0)
            let far = try await server.far.one(count)
            #expect(far == 0)
        }
    }

    @Test func `and cut again and again gives every question one answer or one error`()
        async throws
    {
        try await FarServer.with { server in
            let lane = server.pipeline.lane(
                ReadShape<Int64, Int64>(rows: { numbers in
                    Statement("SELECT number * 2 FROM unnest(\(numbers)) AS number")
                })
            )
            let answers = await withTaskGroup(of: Int.self) { group in
                for asker in Int64(0)..<64 {
                    group.addTask { await ask(asker, in: lane, cutting: server.proxy) }
                }
                return await group.reduce(0, +)
            }
            #expect(answers == 64 * 20)
            #expect(server.proxy.connectionCount > 3)
            server.proxy.set(.none)
        }
    }

    /// Asks until twenty questions were answered; one asker of sixteen cuts the connection in between.
    ///
    /// A question without an end would keep the test from ending; one with two ends is a trap.
    private func ask(
        _ asker: Int64,
        in lane: ReadLane<Int64, Int64>,
        cutting proxy: Proxy
    ) async -> Int {
        var number = asker * 1_000_000
        var answered = 0
        while answered < 20 {
            number += 1
            do throws(PostgresError) {
                let double = try await lane.ask(number)
                #expect(double == number * 2)
                answered += 1
                guard asker % 16 == 0, answered % 5 == 0 else { continue }
                let way: ProxyDirection = answered % 2 == 0 ? .toClient : .toServer
                proxy.set(.cut(afterBytes: Int.random(in: 1...3_000), way))
            } catch {
                // In time or not: each loss makes the pipeline wait longer before it connects again.
                #expect([.connectionLost, .unavailable, .timedOut].contains(error.code))
                await Task.yield()
            }
        }
        return answered
    }
}
