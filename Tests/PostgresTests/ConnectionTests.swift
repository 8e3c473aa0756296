import LibPQ
import Logging
import PostgresTesting
import Testing

@testable import Postgres

/// Runs a test with a pool on a schema of its own.
@discardableResult
func withPool<T>(
    setup: PostgresScript? = nil,
    change: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresPool) async throws -> T
) async throws -> T {
    try await TestSchema.withSchema(setup: setup) { configuration in
        var configuration = configuration
        change(&configuration)
        let pool = PostgresPool(configuration: configuration, logger: Logger(label: "test"))
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}

@Suite struct `A connection` {
    @Test func `answers a statement`() async throws {
        try await withPool { pool in
            let sum = try await pool.one(Statement<Int64>("SELECT 40::bigint + \(Int64(2))"))
            #expect(sum == 42)
        }
    }

    @Test func `runs on a thread of its own`() async throws {
        let configuration = try TestSchema.configuration()
        let connection = try await PostgresConnection.connect(configuration)
        #expect(await connection.isOnItsThread)
        #expect(connection.thread.isIsolatingCurrentContext() == false)
        await connection.close()
    }

    @Test func `takes the role and the schemas of its configuration`() async throws {
        try await withPool(change: {
            $0.role = "pg_monitor"
            $0.searchPath = #"pg_temp, "a b\c""#
        }) { pool in
            let role = try await pool.one(Statement<String>("SELECT current_user::text"))
            #expect(role == "pg_monitor")
            let path = try await pool.one(Statement<String>("SHOW search_path"))
            #expect(path == #"pg_temp, "a b\c""#)
        }
    }
}

extension PostgresConnection {
    fileprivate var isOnItsThread: Bool { thread.isIsolatingCurrentContext() == true }
}
