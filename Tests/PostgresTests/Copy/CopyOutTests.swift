import Postgres
import Synchronization
import Testing

@Suite struct `COPY out` {
    @Test func `gives the server's own bytes, and the connection goes on`() async throws {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 1 }) { pool in
            for _ in 0..<3 {
                let text = try await pool.text(of: fishOut)
                #expect(text == "carp,900\neel,\n")
                let count = try await pool.one(Statement<Int64>("SELECT count(*) FROM fish"))
                #expect(count == 2)
            }
            let none = CopyOut("COPY (SELECT name FROM fish WHERE weight < 0) TO STDOUT")
            let nothing = try await pool.text(of: none)
            #expect(nothing == "")
        }
    }

    @Test func `shows what the settings of its transaction allow`() async throws {
        try await withPool(setup: copyPond) { pool in
            let seen = CopyOut("COPY (SELECT name FROM seen) TO STDOUT")
            let setting = TransactionSetting("seller.fish", "eel")
            let one = try await pool.text(of: seen, settings: [setting])
            #expect(one == "eel\n")
            let none = try await pool.text(of: seen)
            #expect(none == "")
        }
    }

    @Test func `comes in chunks of whole rows, of one size however many there are`()
        async throws
    {
        try await withPool { pool in
            let rows = CopyOut(
                "COPY (SELECT number FROM generate_series(1, 300000) AS number) TO STDOUT"
            )
            let largest = Atomic<Int>(0)
            let total = Atomic<Int>(0)
            let lines = Atomic<Int>(0)
            try await pool.copy(rows) { chunk in
                largest.max(chunk.count, ordering: .relaxed)
                total.add(chunk.count, ordering: .relaxed)
                lines.add(chunk.count { $0 == 0x0A }, ordering: .relaxed)
                #expect(chunk.last == 0x0A)
            }
            #expect(lines.load(ordering: .relaxed) == 300_000)
            // Digits and ends of lines of the numbers from 1 to 300,000.
            #expect(total.load(ordering: .relaxed) == 1_988_895)
            #expect(largest.load(ordering: .relaxed) < PostgresLimits.copiedBytes + 8)
        }
    }

    @Test func `gives each row to its edit before the taker sees it, and counts them`()
        async throws
    {
        try await withPool { pool in
            // Some with a line feed inside: a row is what the server sends at once, not a line.
            let rows = CopyOut(
                """
                COPY (
                    SELECT number, CASE WHEN number % 3 = 0 THEN E'two\nlines' END
                    FROM generate_series(1, 20000) AS number
                ) TO STDOUT (FORMAT csv)
                """
            ) { chunk, start in
                chunk.insert(UInt8(ascii: ">"), at: start)
                chunk.replaceSubrange((chunk.count - 1)..., with: "\r\n".utf8)
            }
            let bytes = Mutex<[UInt8]>([])
            let count = try await pool.copy(rows) { chunk in
                bytes.withLock { $0 += chunk }
            }
            let expected = (1...20_000).map { number in
                ">\(number)," + (number % 3 == 0 ? "\"two\nlines\"" : "") + "\r\n"
            }.joined()
            #expect(count == 20_000)
            // Not the bytes themselves: nobody wants to see 20,000 rows that differ.
            let isExpected = bytes.withLock { $0 } == Array(expected.utf8)
            #expect(isExpected)
        }
    }

    @Test func `ends with its taker's error, and the pool goes on`() async throws {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 1 }) { pool in
            let endless = CopyOut("COPY (SELECT generate_series(1, 100000000)) TO STDOUT")
            await #expect(throws: Enough.self) {
                try await pool.copy(endless) { _ in throw Enough() }
            }
            let one = try await pool.one(Statement<Int32>("SELECT 1"))
            #expect(one == 1)
        }
    }

    @Test func `that nobody takes to its end is ended at the server`() async throws {
        try await withPool { pool in
            // A chunk of rows, then a minute of sleep.
            let slow = CopyOut(
                """
                COPY (
                    SELECT number, CASE WHEN number = 5000 THEN pg_sleep(60) END
                    FROM generate_series(1, 5000) AS number
                ) TO STDOUT
                """
            )
            await #expect(throws: Enough.self) {
                try await pool.copy(slow) { _ in throw Enough() }
            }
            let running = Statement<Int64>(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE state = 'active' AND query LIKE 'COPY (%number = 5000%'
                """
            )
            let start = ContinuousClock.now
            while try await pool.one(running) > 0, start.duration(to: .now) < .seconds(30) {
                await Task.yield()
            }
            #expect(start.duration(to: .now) < .seconds(20))
        }
    }

    @Test func `a canceled task ends it at the server`() async throws {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 2 }) { pool in
            let slow = CopyOut("COPY (SELECT pg_sleep(60)) TO STDOUT")
            let copying = Task { () async -> (any Error)? in
                do {
                    try await pool.copy(slow) { _ in }
                    return nil
                } catch {
                    return error
                }
            }
            let running = Statement<Int64>(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE wait_event = 'PgSleep' AND query LIKE 'COPY%'
                """
            )
            while try await pool.one(running) == 0 { await Task.yield() }
            copying.cancel()
            let error = await copying.value as? PostgresError
            #expect(error?.code == .cancelled)
            let one = try await pool.one(Statement<Int32>("SELECT 1"))
            #expect(one == 1)
        }
    }

    @Test func `what is no COPY, or fails, costs an error and nothing else`() async throws {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 1 }) { pool in
            for (statement, code) in [
                (CopyOut("SELECT name FROM fish"), PostgresError.Code.typeMismatch),
                (CopyOut("COPY fish FROM STDIN"), .server),
                (CopyOut("COPY nothing TO STDOUT"), .server),
                (CopyOut("COPY (SELECT 1 / (weight - 900) FROM fish) TO STDOUT"), .server),
            ] {
                do {
                    try await pool.copy(statement) { _ in }
                    Issue.record("\(statement) was no error")
                } catch let error as PostgresError {
                    #expect(error.code == code)
                }
                let one = try await pool.one(Statement<Int32>("SELECT 1"))
                #expect(one == 1)
            }
        }
    }
}
