import Logging
import Postgres
import PostgresTesting
import SellerStore

/// A database of its own with the schema in it and two accounts, seen by the roles that use it.
struct Store: Sendable {
    /// The role that owns everything: row level security does not bind it.
    let owner: PostgresPool
    /// The role of the service.
    let app: PostgresPool
    /// The role of the reports.
    let report: PostgresPool
    /// The role of the workers.
    let worker: PostgresPool

    /// Runs `body` with a fresh store, which holds `TwoAccounts` and what `more` adds to them.
    static func with(
        _ more: PostgresScript? = nil,
        _ body: (Store) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(setup: SchemaMigration.script) { configuration in
            let pools = [nil, "seller_app", "seller_report", "seller_worker"].map { role in
                var configuration = configuration
                configuration.role = role
                configuration.maximumConnections = 2
                return PostgresPool(configuration: configuration, logger: silent)
            }
            do {
                let connection = try await PostgresConnection.connect(configuration)
                try await connection.execute(script: TwoAccounts.script)
                if let more { try await connection.execute(script: more) }
                await connection.close()
                let store = Store(
                    owner: pools[0],
                    app: pools[1],
                    report: pools[2],
                    worker: pools[3]
                )
                try await body(store)
            } catch {
                for pool in pools { await pool.close() }
                throw error
            }
            for pool in pools { await pool.close() }
        }
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

extension PostgresPool {
    /// Runs a statement alone, with the rows of `account` visible, and gives what it broke.
    func breach(_ statement: SQL, account: String? = nil) async -> PostgresError? {
        let settings = account.map { [TransactionSetting("seller.account", $0)] } ?? []
        do {
            try await transaction(settings: settings) { (tx) async throws(PostgresError) in
                try await tx.run(Statement<Void>(statement))
            }
            return nil
        } catch {
            return error.error
        }
    }

    /// One number, with the rows of `account` visible.
    func count(_ statement: SQL, account: String? = nil) async throws -> Int64 {
        let settings = account.map { [TransactionSetting("seller.account", $0)] } ?? []
        return try await transaction(settings: settings) { (tx) async throws(PostgresError) in
            try await tx.one(Statement<Int64>(statement))
        }
    }
}
