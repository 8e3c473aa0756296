package import Postgres

/// A database of its own for one test that starts processes of the program, dropped after it.
package enum TestDatabase {
    /// Makes a database whose name begins with `prefix`, runs `body` with it as the superuser sees
    /// it, and drops it.
    ///
    /// With an owner it is prepared as scripts do: the role owns the database and its schema
    /// `public`. Without one it is as `CREATE DATABASE` leaves it. It is made on the tests' server
    /// unless another is named.
    package static func withDatabase<T>(
        prefix: StaticString,
        owner: StaticString?,
        on server: PostgresConfiguration? = nil,
        _ body: (PostgresConfiguration) async throws -> T
    ) async throws -> T {
        let server = try server ?? TestSchema.configuration()
        let name = "\(prefix)_\(UInt64.random(in: 0...UInt64(Int64.max)))"
        try await run("CREATE DATABASE \(name)", server)
        do {
            var inside = server
            inside.connectionString += " dbname=\(name)"
            if let owner {
                try await run("ALTER DATABASE \(name) OWNER TO \(owner)", server)
                try await run("ALTER SCHEMA public OWNER TO \(owner)", inside)
            }
            let value = try await body(inside)
            try await run("DROP DATABASE \(name) WITH (FORCE)", server)
            return value
        } catch {
            // The test's own failure is the one to report.
            try? await run("DROP DATABASE \(name) WITH (FORCE)", server)
            throw error
        }
    }

    private static func run(
        _ text: String,
        _ configuration: PostgresConfiguration
    ) async throws {
        let connection = try await PostgresConnection.connect(configuration)
        do {
            try await connection.execute(script: PostgresScript(trusted: Array(text.utf8)))
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}
