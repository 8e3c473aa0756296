import Postgres
import PostgresTesting
import Testing

private struct Fish: Equatable, Sendable {
    let name: String
    let weight: Int64?
}

private let pond = PostgresScript(
    """
    CREATE TABLE fish (
        name text CONSTRAINT fish_name_unique PRIMARY KEY,
        weight bigint CONSTRAINT fish_weight_positive CHECK (weight > 0)
    );
    INSERT INTO fish VALUES ('carp', 900), ('eel', NULL);
    """
)

@Suite struct `Statements` {
    private func error(
        of body: () async throws(PostgresError) -> Void
    ) async -> PostgresError? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test func `parts are numbered on, and rows are built from columns`() async throws {
        try await withPool(setup: pond) { pool in
            let part: SQL = "name = ANY(\(["carp", "eel"]))"
            let statement = Statement(
                "SELECT name, weight FROM fish WHERE \(part) AND name <> \("eel") LIMIT \(Int64(5))",
                Fish.init
            )
            for _ in 0..<3 {
                let rows = try await pool.all(statement)
                #expect(rows == [Fish(name: "carp", weight: 900)])
            }
        }
    }

    @Test func `the number of rows is what the caller asked for`() async throws {
        try await withPool(setup: pond) { pool in
            let names = Statement<String>("SELECT name FROM fish ORDER BY name")
            #expect(try await pool.first(names) as String? == "carp")
            let none = Statement<String>("SELECT name FROM fish WHERE name = \("pike")")
            let first = try await pool.first(none)
            #expect(first == nil)
            let several = await error { () throws(PostgresError) in _ = try await pool.one(names) }
            #expect(several?.code == .unexpectedRowCount)
            let missing = await error { () throws(PostgresError) in _ = try await pool.one(none) }
            #expect(missing?.code == .unexpectedRowCount)
            let changed = try await pool.run(Statement("UPDATE fish SET weight = 5"))
            #expect(changed == 2)
        }
    }

    @Test func `more rows than the bound are an error`() async throws {
        try await withPool { pool in
            let series = Statement<Int64>(
                "SELECT generate_series(1, \(Int64(PostgresLimits.rows) + 1))"
            )
            let failure = await error { () throws(PostgresError) in _ = try await pool.all(series) }
            #expect(failure?.code == .tooManyRows)
        }
    }

    @Test func `a broken constraint is known by its name, and the data stays out of the logs`()
        async throws
    {
        try await withPool(setup: pond) { pool in
            let secret = "a-secret-name"
            let insert = Statement<Void>("INSERT INTO fish VALUES (\(secret), 1), (\(secret), 1)")
            let failure = await error { () throws(PostgresError) in try await pool.run(insert) }
            #expect(failure?.code == .server)
            #expect(failure?.sqlState == "23505")
            #expect(failure?.breaks("fish_name_unique") == true)
            let description = failure?.description ?? secret
            #expect(!description.contains(secret))
            let expected = "database: server, SQLSTATE 23505, constraint fish_name_unique"
            #expect(description == expected)
            #expect(failure?.debugDescription.contains(secret) == true)
            let check = await error { () throws(PostgresError) in
                try await pool.run(Statement("UPDATE fish SET weight = \(Int64(-1))"))
            }
            #expect(check?.constraint == "fish_weight_positive")
        }
    }

    @Test func `a column of another type is found before the statement runs`() async throws {
        try await withPool(setup: pond) { pool in
            let wrong = Statement<Int32>("INSERT INTO fish VALUES ('tench', 1) RETURNING weight")
            let type = await error { () throws(PostgresError) in _ = try await pool.one(wrong) }
            #expect(type?.code == .typeMismatch)
            let narrow = Statement<Int64>("DELETE FROM fish RETURNING weight, name")
            let count = await error { () throws(PostgresError) in _ = try await pool.one(narrow) }
            #expect(count?.code == .typeMismatch)
            let fish = try await pool.one(Statement<Int64>("SELECT count(*) FROM fish"))
            #expect(fish == 2)
        }
    }

    @Test func `a statement can be checked without being run`() async throws {
        try await withPool(setup: pond) { pool in
            let result = await error { () throws(PostgresError) in
                do throws(TransactionError<PostgresError>) {
                    try await pool.transaction { (transaction) throws(PostgresError) in
                        try await transaction.check(Statement<Void>("DELETE FROM fish"))
                        try await transaction.check(Statement<Int32>("SELECT weight FROM fish"))
                    }
                } catch {
                    throw error.error
                }
            }
            #expect(result?.code == .typeMismatch)
            let fish = try await pool.one(Statement<Int64>("SELECT count(*) FROM fish"))
            #expect(fish == 2)
        }
    }

    @Test func `a change of the schema costs one error, and no more`() async throws {
        try await withPool(setup: pond, change: { $0.maximumConnections = 1 }) { pool in
            let names = Statement<String>("SELECT name FROM fish ORDER BY name LIMIT 1")
            _ = try await pool.one(names)
            try await pool.run(Statement("ALTER TABLE fish ALTER name TYPE varchar(80)"))
            _ = await error { () throws(PostgresError) in _ = try await pool.one(names) }
            let name = try await pool.one(names)
            #expect(name == "carp")
        }
    }

    @Test func `a script runs whole or not at all, and the connection goes on`() async throws {
        try await TestSchema.withSchema(setup: pond) { configuration in
            let connection = try await PostgresConnection.connect(configuration)
            let broken = PostgresScript("DELETE FROM fish; INSERT INTO fish VALUES ('x', -1)")
            let failure = await error { () throws(PostgresError) in
                try await connection.execute(script: broken)
            }
            #expect(failure?.constraint == "fish_weight_positive")
            try await connection.execute(
                script: PostgresScript(
                    """
                    DO $$ BEGIN
                        ASSERT (SELECT count(*) FROM fish) = 2;
                    END $$;
                    """
                )
            )
            await connection.close()
            let closed = await error { () throws(PostgresError) in
                try await connection.execute(script: broken)
            }
            #expect(closed?.code == .connectionLost)
        }
    }
}
