import ArgumentParser
import Logging
import Postgres
import SellerModel
import SellerStore

/// The schema in the database.
struct Database: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "Set up the database, and see what stands in it.",
        subcommands: [Migrate.self, Status.self]
    )

    /// Brings an empty database to the schema of this program.
    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "migrate",
            "Bring the database to this program's schema.",
            example: "database migrate"
        )

        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let (before, after) = try await withOwner { pool, configuration in
                let before = try await SchemaMigration.migrate(pool, configuration: configuration)
                return (before, try await SchemaMigration.status(pool))
            }
            try after.requireCurrent()
            let answer: JSONValue = [
                "before": .string(before.word), "version": .integer(Int64(SchemaMigration.version)),
            ]
            Output.line(json ? answer.jsonText : after.sentence)
        }
    }

    /// Shows what stands in the database, and changes nothing.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "status",
            "Show the schema's version; exit 4 unless it is this program's.",
            example: "database status"
        )

        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let status = try await withOwner { pool, _ in try await SchemaMigration.status(pool) }
            if json {
                let answer: JSONValue = ["status": .string(status.word)]
                Output.line(answer.jsonText)
            }
            try status.requireCurrent()
            if !json { Output.line(status.sentence) }
        }
    }

    /// Runs something as the role that owns the schema.
    private static func withOwner<Value: Sendable>(
        _ body: (PostgresPool, PostgresConfiguration) async throws -> Value
    ) async throws(CommandFailure) -> Value {
        var logger = Logger(label: "seller-accounts")
        logger.logLevel = .error
        let configuration = PostgresConfiguration(
            connectionString: try Settings.load().required(.database),
            role: "seller_owner",
            maximumConnections: 1,
            applicationName: "seller-accounts database",
            // Indexes of a later version may take their time.
            statementTimeoutMilliseconds: 600_000
        )
        let pool = PostgresPool(configuration: configuration, logger: logger)
        let result: Result<Value, CommandFailure>
        do {
            result = .success(try await body(pool, configuration))
        } catch {
            result = .failure(CommandFailure(database: error))
        }
        await pool.close()
        return try result.get()
    }
}
