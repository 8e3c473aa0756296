import Postgres
import Synchronization
import Testing

private let tables = PostgresScript(
    """
    CREATE TABLE counter (id bigint PRIMARY KEY, value bigint NOT NULL);
    INSERT INTO counter VALUES (1, 0), (2, 0);
    CREATE SEQUENCE run;
    CREATE FUNCTION fail_twice() RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE
        now_run bigint := nextval('run');
    BEGIN
        IF now_run < 3 THEN
            RAISE EXCEPTION 'again' USING ERRCODE = '40001';
        END IF;
        RETURN now_run;
    END
    $$;
    """
)

private let value = Statement<Int64>("SELECT value FROM counter WHERE id = 1")

private func add(_ amount: Int64, to id: Int64 = 1) -> Statement<Void> {
    Statement("UPDATE counter SET value = value + \(amount) WHERE id = \(id)")
}

private func added(_ amount: Int64) -> Statement<Int64> {
    Statement("UPDATE counter SET value = value + \(amount) WHERE id = 1 RETURNING value")
}

private let broken = Statement<Void>("INSERT INTO counter VALUES (1, 1)")

private func expectValue(_ wanted: Int64, _ pool: PostgresPool) async throws {
    let seen = try await pool.one(value)
    #expect(seen == wanted)
}

private struct Refusal: Error, Equatable {}

/// A pool with these tables, and how many round trips its statements took.
private func withCounted(
    _ body: (PostgresPool, @escaping @Sendable () -> Int) async throws -> Void
) async throws {
    let exchanges = Counter()
    try await withPool(
        setup: tables,
        change: {
            $0.maximumConnections = 1
            $0.observer.exchange = { _ in exchanges.add() }
        }
    ) { pool in
        try await body(pool) { exchanges.taken() }
    }
}

private final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    func add() { count.add(1, ordering: .relaxed) }

    /// How many since the last call.
    func taken() -> Int { count.exchange(0, ordering: .relaxed) }
}

@Suite struct `Statements sent together` {
    @Test func `take one round trip, see each other, and give their own rows`() async throws {
        try await withCounted { pool, taken in
            for round in 1...2 {
                _ = taken()
                let (first, ids, last) = try await pool.together(
                    added(2),
                    Statement<Int64>("SELECT id FROM counter ORDER BY id"),
                    value
                )
                #expect(first == [Int64(2 * round)])
                #expect(ids == [1, 2])
                #expect(last == first)
                // Each is prepared once, in a round trip of its own.
                #expect(taken() == (round == 1 ? 4 : 1))
            }
        }
    }

    @Test func `see what was committed before each, whatever the server's default is`()
        async throws
    {
        try await withCounted { pool, _ in
            let source = Statement<String>(
                "SELECT source FROM pg_settings WHERE name = 'default_transaction_isolation'"
            )
            let isolation = Statement<String>("SELECT current_setting('transaction_isolation')")
            let (from, level) = try await pool.together(source, isolation)
            // Said by the client, and so by no role, database or file of the server.
            #expect(from == ["client"])
            #expect(level == ["read committed"])
        }
    }

    @Test func `are all done or none`() async throws {
        try await withCounted { pool, _ in
            do throws(PostgresError) {
                _ = try await pool.together(added(5), broken, added(7))
                Issue.record("a broken statement among them was no error")
            } catch {
                #expect(error.constraint == "counter_pkey")
            }
            try await expectValue(0, pool)
        }
    }

    @Test func `run again when the server cannot serialize them`() async throws {
        try await withCounted { pool, _ in
            let (runs, sum) = try await pool.together(
                Statement<Int64>("SELECT fail_twice()"),
                added(1)
            )
            #expect(runs == [3])
            #expect(sum == [1])
        }
    }

    @Test func `belong to their transaction, whose body judges them afterwards`() async throws {
        try await withCounted { pool, taken in
            for isRefused in [true, false] {
                _ = taken()
                do throws(TransactionError<Refusal>) {
                    try await pool.transaction { (tx) throws(Refusal) in
                        let rows = try? await tx.together(added(3), value)
                        if isRefused || rows?.1 != [3] { throw Refusal() }
                    }
                    #expect(!isRefused)
                } catch {
                    #expect(isRefused)
                    #expect(error == .body(Refusal()))
                }
                let seen = try await pool.one(value)
                #expect(seen == (isRefused ? 0 : 3))
            }
        }
    }
}

@Suite struct `Statements that nobody waits for` {
    @Test func `go with the next round trip, in their order, and with COMMIT`() async throws {
        try await withCounted { pool, taken in
            for round in 1...2 {
                _ = taken()
                let seen = try await pool.transaction { (tx) throws(PostgresError) in
                    try tx.later(add(1))
                    try tx.later(add(10, to: 2))
                    let seen = try await tx.one(value)
                    try tx.later(add(1))
                    return seen
                }
                #expect(seen == Int64(2 * round - 1))
                if round == 2 { #expect(taken() == 2) }
                try await expectValue(Int64(2 * round), pool)
            }
        }
    }

    @Test func `make a transaction of one round trip where there are no others`() async throws {
        try await withCounted { pool, taken in
            for round in 1...2 {
                _ = taken()
                try await pool.transaction { (tx) throws(PostgresError) in
                    try tx.later(add(1))
                    try tx.later(add(2))
                }
                if round == 2 { #expect(taken() == 1) }
            }
            try await expectValue(6, pool)
        }
    }

    @Test func `fail with the commit, which undoes everything and leaves the connection whole`()
        async throws
    {
        try await withCounted { pool, _ in
            let process = Statement<Int32>("SELECT pg_backend_pid()")
            let before = try await pool.one(process)
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (tx) throws(PostgresError) in
                    try await tx.run(add(1))
                    try tx.later(broken)
                    try tx.later(add(2))
                }
                Issue.record("a transaction with a broken statement was committed")
            } catch {
                guard case .postgres(let error) = error else {
                    Issue.record("the body did not fail")
                    return
                }
                #expect(error.constraint == "counter_pkey")
            }
            try await expectValue(0, pool)
            let after = try await pool.one(process)
            #expect(after == before)
        }
    }

    @Test func `make the body run again when the server cannot serialize them`() async throws {
        try await withCounted { pool, _ in
            let runs = Atomic<Int>(0)
            try await pool.transaction { (tx) throws(PostgresError) in
                runs.add(1, ordering: .relaxed)
                try tx.later(add(1))
                try tx.later(Statement("SELECT fail_twice()"))
            }
            #expect(runs.load(ordering: .relaxed) == 3)
            try await expectValue(1, pool)
        }
    }

    @Test func `are not lost where the body goes on after the statement that took them`()
        async throws
    {
        try await withCounted { pool, _ in
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (tx) throws(PostgresError) in
                    try tx.later(add(1))
                    // Its column is no number, which is found out before it is sent.
                    _ = try? await tx.one(Statement<Int64>("SELECT 'text'::text"))
                    try await tx.run(add(2))
                }
                Issue.record("a transaction that lost a statement was committed")
            } catch {
                #expect(error.error.code == .typeMismatch)
            }
            try await expectValue(0, pool)
        }
    }

    @Test func `are forgotten with a body that throws`() async throws {
        try await withCounted { pool, taken in
            _ = taken()
            await #expect(throws: TransactionError<Refusal>.body(Refusal())) {
                try await pool.transaction { (tx) throws(Refusal) in
                    try? tx.later(add(1))
                    throw Refusal()
                }
            }
            #expect(taken() == 0)
            try await expectValue(0, pool)
        }
    }

    @Test func `are refused after the body`() async throws {
        try await withCounted { pool, _ in
            let escaped = try await pool.transaction { (tx) throws(PostgresError) in
                try tx.later(add(1))
                return tx
            }
            #expect(throws: PostgresError(.transactionEnded)) { try escaped.later(add(1)) }
            try await expectValue(1, pool)
        }
    }

    @Test func `go before a COPY`() async throws {
        try await withCounted { pool, _ in
            let seen = Mutex<[UInt8]>([])
            try await pool.transaction { (tx) throws(PostgresError) in
                do {
                    try tx.later(add(4))
                    try await tx.copy(
                        CopyOut("COPY (SELECT value FROM counter WHERE id = 1) TO STDOUT")
                    ) { bytes in seen.withLock { $0 += bytes } }
                } catch {
                    throw (error as? PostgresError) ?? PostgresError(.server, "\(error)")
                }
            }
            #expect(seen.withLock { String(decoding: $0, as: UTF8.self) } == "4\n")
        }
    }
}
