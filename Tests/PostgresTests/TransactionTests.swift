import Postgres
import Synchronization
import Testing

private let counter = PostgresScript(
    """
    CREATE TABLE counter (id bigint PRIMARY KEY, value bigint NOT NULL);
    INSERT INTO counter VALUES (1, 0), (2, 0);
    """
)

private let values = Statement<Int64>("SELECT sum(value)::bigint FROM counter")

private struct Refusal: Error, Equatable {}

@Suite struct `Transactions` {
    private func add(_ amount: Int64, to id: Int64 = 1) -> Statement<Void> {
        Statement("UPDATE counter SET value = value + \(amount) WHERE id = \(id)")
    }

    @Test func `commit on success and undo on the body's own error`() async throws {
        try await withPool(setup: counter) { pool in
            try await pool.transaction { (transaction) throws(PostgresError) in
                try await transaction.run(add(3))
            }
            await #expect(throws: TransactionError<Refusal>.body(Refusal())) {
                try await pool.transaction { (transaction) throws(Refusal) in
                    _ = try? await transaction.run(add(100))
                    throw Refusal()
                }
            }
            let value = try await pool.one(values)
            #expect(value == 3)
        }
    }

    @Test func `a check begins the transaction, also when its statement is prepared already`()
        async throws
    {
        try await withPool(change: { $0.maximumConnections = 1 }) { pool in
            let account = Statement<String?>("SELECT current_setting('seller.account', true)")
            _ = try await pool.one(account)
            let seen = try await pool.transaction(
                settings: [TransactionSetting("seller.account", "a1")]
            ) { (transaction) throws(PostgresError) in
                try await transaction.check(account)
                return try await transaction.one(account)
            }
            #expect(seen == "a1")
        }
    }

    @Test func `settings last as long as the transaction`() async throws {
        try await withPool(change: { $0.maximumConnections = 1 }) { pool in
            let account = Statement<String?>("SELECT current_setting('seller.account', true)")
            let settings = [
                TransactionSetting("seller.account", "acc' \"1"),
                TransactionSetting("seller.b", ""),
            ]
            let inside = try await pool.transaction(settings: settings) {
                (transaction) throws(PostgresError) in
                _ = try await transaction.one(account)
                return try await transaction.one(account)
            }
            #expect(inside == "acc' \"1")
            let outside = try await pool.one(account)
            #expect(outside == "")
        }
    }

    @Test func `a read-only transaction changes nothing`() async throws {
        try await withPool(setup: counter) { pool in
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction(readOnly: true) { (transaction) throws(PostgresError) in
                    try await transaction.run(add(1))
                }
                Issue.record("a read-only transaction wrote")
            } catch {
                #expect(error.error.sqlState == "25006")
            }
        }
    }

    @Test func `a failed statement that the body swallowed is not committed`() async throws {
        try await withPool(setup: counter) { pool in
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (transaction) throws(PostgresError) in
                    try await transaction.run(add(1))
                    _ = try? await transaction.run(Statement("INSERT INTO counter VALUES (1, 1)"))
                }
                Issue.record("a failed transaction committed")
            } catch {
                #expect(error.error.constraint == "counter_pkey")
            }
            let value = try await pool.one(values)
            #expect(value == 0)
        }
    }

    @Test func `a transaction is of no use after its body`() async throws {
        try await withPool(setup: counter) { pool in
            let escaped = try await pool.transaction { (transaction) throws(PostgresError) in
                try await transaction.run(add(1))
                return transaction
            }
            await #expect(throws: PostgresError(.transactionEnded)) {
                try await escaped.run(add(1))
            }
        }
    }

    @Test func `a connection that breaks in its commit leaves the outcome unknown`() async throws {
        try await withPool(setup: counter) { pool in
            try await pool.run(
                Statement(
                    """
                    DO $do$ BEGIN
                        CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
                        CREATE CONSTRAINT TRIGGER counter_end AFTER UPDATE ON counter
                            DEFERRABLE INITIALLY DEFERRED
                            FOR EACH ROW EXECUTE FUNCTION end_session();
                    END $do$
                    """
                )
            )
            let runs = Atomic<Int>(0)
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (transaction) throws(PostgresError) in
                    runs.add(1, ordering: .relaxed)
                    try await transaction.run(add(1))
                }
                Issue.record("the commit of a broken connection succeeded")
            } catch {
                #expect(error.error.code == .commitUnknown)
            }
            #expect(runs.load(ordering: .relaxed) == 1)
            let value = try await pool.one(values)
            #expect(value == 0)
        }
    }

    @Test func `respect an operator's default of reading only`() async throws {
        try await withPool(setup: counter, change: { $0.maximumConnections = 1 }) { pool in
            // For this session, where an operator sets it for the whole server.
            try await pool.run(Statement("SET default_transaction_read_only = on"))
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (transaction) throws(PostgresError) in
                    try await transaction.run(add(1))
                }
                Issue.record("a change in a transaction that only reads")
            } catch {
                #expect(error.error.sqlState == "25006")
            }
            let value = try await pool.one(values)
            #expect(value == 0)
        }
    }
}
