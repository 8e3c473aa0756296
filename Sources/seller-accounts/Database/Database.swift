import ArgumentParser
import Logging
import Postgres
import SellerModel
import SellerStore

/// The schema in the database.
struct Database: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "database",
        "Set up the database, and see what stands in it.",
        example: "database migrate",
        [Migrate.self, Status.self]
    )

    /// Brings an empty database to the schema of this program.
    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "migrate",
            "Bring the database to this program's schema.",
            example: "database migrate"
        )

        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let settings = try configuration.load()
            let (before, after) = try await withOwner(settings) { pool, configuration in
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

        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let status = try await withOwner(try configuration.load()) { pool, _ in
                try await SchemaMigration.status(pool)
            }
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
        _ settings: Settings,
        _ body: (PostgresPool, PostgresConfiguration) async throws -> Value
    ) async throws(CommandFailure) -> Value {
        let configuration = PostgresConfiguration(
            connectionString: try settings.required(.database),
            role: "seller_owner",
            maximumConnections: 1,
            applicationName: "seller-accounts database",
            // Indexes of a later version may take their time.
            statementTimeoutMilliseconds: 600_000
        )
        let pool = PostgresPool(configuration: configuration, logger: .quiet)
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
