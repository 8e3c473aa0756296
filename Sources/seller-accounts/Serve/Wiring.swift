import FoundationEssentials
import Logging
import Postgres
import SellerCrypto
import SellerModel
import SellerReports
import SellerService
import SellerStore

/// The parts of the service, put together in one place from the settings.
struct Wiring: Sendable {
    let pool: PostgresPool
    let reportPool: PostgresPool
    let service: SellerService
    let reports: SellerReports

    /// Reports stand beside the service and must not take its connections.
    private static let reportConnections = 4
    /// A report of a million rows may take ten minutes.
    private static let reportTimeoutMilliseconds = 600_000

    /// Reads the key ring and makes the pools; nothing is connected yet.
    init(_ settings: Settings, logger: Logger) throws(CommandFailure) {
        let database = try settings.required(.database)
        pool = PostgresPool(
            configuration: PostgresConfiguration(
                connectionString: database,
                role: "seller_app",
                applicationName: "seller-accounts"
            ),
            logger: logger
        )
        reportPool = PostgresPool(
            configuration: PostgresConfiguration(
                connectionString: database,
                role: "seller_report",
                maximumConnections: Self.reportConnections,
                applicationName: "seller-accounts reports",
                statementTimeoutMilliseconds: Self.reportTimeoutMilliseconds
            ),
            logger: logger
        )
        service = SellerService(
            pool: pool,
            hasher: PasswordHasher(),
            keyRing: try settings.keyRing(),
            limits: settings.limits,
            origin: try settings.origin(),
            passwordPolicy: PasswordPolicy(),
            environment: .live(logger: logger)
        )
        reports = SellerReports(pool: reportPool)
    }

    /// Throws, with one sentence, unless the database holds the schema of this program.
    func requireCurrentSchema() async throws(CommandFailure) {
        do {
            try (await SchemaMigration.status(pool)).requireCurrent()
        } catch {
            throw CommandFailure(database: error)
        }
    }

    /// Closes what a command that does not serve has opened.
    func close() async {
        await pool.close()
        await reportPool.close()
    }
}

extension Settings {
    /// The key ring; a missing or open key file is one sentence.
    func keyRing() throws(CommandFailure) -> KeyRing {
        let path = try required(.keyFile)
        do {
            return try KeyRing(file: path)
        } catch {
            throw CommandFailure(.failed, "\(path): \(error)")
        }
    }

    /// Runs a command of the operator on the service itself, with the settings of the environment.
    static func withService<Value: Sendable>(
        _ body: (SellerService) async throws(SellerError) -> Value
    ) async throws(CommandFailure) -> Value {
        try await load().withService(body)
    }

    /// Runs a command of the operator on the service itself.
    func withService<Value: Sendable>(
        _ body: (SellerService) async throws(SellerError) -> Value
    ) async throws(CommandFailure) -> Value {
        try await withWiring { wiring throws(CommandFailure) in
            do throws(SellerError) {
                return try await body(wiring.service)
            } catch {
                throw CommandFailure(error)
            }
        }
    }

    /// Runs a command of the operator on all parts, over the schema of this program.
    func withWiring<Value: Sendable>(
        _ body: (Wiring) async throws(CommandFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        let wiring = try Wiring(self, logger: .quiet)
        do throws(CommandFailure) {
            try await wiring.requireCurrentSchema()
            let value = try await body(wiring)
            await wiring.close()
            return value
        } catch {
            await wiring.close()
            throw error
        }
    }
}

extension Logger {
    /// For commands that answer a person: their failures are sentences, not log lines.
    static var quiet: Logger {
        var logger = Logger(label: "seller-accounts")
        logger.logLevel = .error
        return logger
    }
}
