import Glibc
package import Postgres

/// A schema of its own for one test, so that tests run side by side on one server.
package struct TestSchema {
    /// The server is not named: a failure, since a test that is left out proves nothing.
    package struct MissingServer: Error, CustomStringConvertible {
        package var description: String {
            "SELLER_ACCOUNTS_TEST_DATABASE names no server (a connection string of libpq)"
        }
    }

    /// The server that tests use, with the role that may make schemas.
    package static func configuration() throws(MissingServer) -> PostgresConfiguration {
        guard let server = connectionString else { throw MissingServer() }
        return PostgresConfiguration(
            connectionString: server,
            maximumConnections: 4,
            applicationName: "seller-accounts-test",
            statementTimeoutMilliseconds: 30_000,
            acquireDeadlineMilliseconds: 10_000
        )
    }

    /// Makes a schema, runs `setup` and `body` with it as the search path, and drops it.
    ///
    /// The schema belongs to `owner`, who also runs `setup`; without one to whoever signs in.
    package static func withSchema<T>(
        owner: StaticString? = nil,
        setup: PostgresScript? = nil,
        _ body: (PostgresConfiguration) async throws -> T
    ) async throws -> T {
        await Places.shared.take()
        do {
            let value = try await withOwnSchema(owner: owner, setup: setup, body)
            await Places.shared.giveBack()
            return value
        } catch {
            await Places.shared.giveBack()
            throw error
        }
    }

    private static func withOwnSchema<T>(
        owner: StaticString?,
        setup: PostgresScript?,
        _ body: (PostgresConfiguration) async throws -> T
    ) async throws -> T {
        var configuration = try configuration()
        let name = "test_\(getpid())_\(UInt64.random(in: 0..<UInt64(Int64.max)))"
        let ownership = owner.map { " AUTHORIZATION \($0.description)" } ?? ""
        try await run("CREATE SCHEMA \(name)\(ownership)", configuration)
        configuration.searchPath = name
        do {
            if let setup {
                var making = configuration
                making.role = owner?.description
                try await run(setup, making)
            }
            let value = try await body(configuration)
            try await drop(name, configuration)
            return value
        } catch {
            // The test's own failure is the one to report.
            try? await drop(name, configuration)
            throw error
        }
    }

    private static func drop(
        _ name: String,
        _ configuration: PostgresConfiguration
    ) async throws {
        let quiet = "SET client_min_messages = error"
        try await run("\(quiet); DROP SCHEMA \(name) CASCADE", configuration)
    }

    private static func run(
        _ text: String,
        _ configuration: PostgresConfiguration
    ) async throws {
        try await run(PostgresScript(trusted: Array(text.utf8)), configuration)
    }

    private static func run(
        _ script: PostgresScript,
        _ configuration: PostgresConfiguration
    ) async throws {
        let connection = try await PostgresConnection.connect(configuration)
        do {
            try await connection.execute(script: script)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }

    private static var connectionString: String? {
        ProcessEnvironment.value(of: "SELLER_ACCOUNTS_TEST_DATABASE")
    }
}
