import Postgres
import Synchronization
import Testing

@Suite struct `A stream` {
    @Test func `gives a hundred thousand rows in order, a batch at a time`() async throws {
        try await withPool { pool in
            let last = Atomic<Int64>(0)
            let largest = Atomic<Int>(0)
            try await pool.stream(
                Statement<Int64>("SELECT generate_series(\(Int64(1)), 100000)")
            ) { rows in
                largest.max(rows.count, ordering: .relaxed)
                let previous = last.load(ordering: .relaxed)
                #expect(rows.first == previous + 1 && rows.last == previous + Int64(rows.count))
                last.add(Int64(rows.count), ordering: .relaxed)
            }
            #expect(last.load(ordering: .relaxed) == 100_000)
            #expect(largest.load(ordering: .relaxed) == 1_024)
        }
    }

    @Test func `ends with its reader's error and leaves the connection usable`() async throws {
        struct Enough: Error {}
        try await withPool(change: { $0.maximumConnections = 1 }) { pool in
            await #expect(throws: Enough.self) {
                try await pool.stream(Statement<Int32>("SELECT generate_series(1, 5000)")) { _ in
                    throw Enough()
                }
            }
            await #expect(throws: PostgresError.self) {
                try await pool.stream(Statement<String>("SELECT 1")) { _ in }
            }
            let one = try await pool.one(Statement<Int32>("SELECT 1"))
            #expect(one == 1)
        }
    }
}
