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
    /// The one connection of the hot strict reads.
    let pipeline: ReadPipeline
    let reportPool: PostgresPool
    /// What this process counts.
    let metrics = Metrics()
    let service: SellerService
    let reports: SellerReports
    private let forService: PostgresConfiguration

    /// Reads the key ring and makes the pools; nothing is connected yet.
    init(_ settings: Settings, logger: Logger) throws(CommandFailure) {
        var configuration = try settings.serviceDatabase()
        configuration.observer = metrics.postgresObserver
        forService = configuration
        pool = PostgresPool(configuration: forService, logger: logger)
        pipeline = ReadPipeline(configuration: forService, logger: logger)
        reportPool = PostgresPool(configuration: try settings.reportDatabase(), logger: logger)
        service = SellerService(
            pool: pool,
            reads: pipeline,
            hasher: PasswordHasher(),
            keyRing: try settings.keyRing(),
            limits: settings.limits,
            origin: try settings.origin(),
            passwordPolicy: PasswordPolicy(),
            environment: .live(logger: logger)
        )
        reports = SellerReports(
            pool: reportPool,
            longest: .seconds(settings.serverLimits.reportSeconds)
        )
    }

    /// Throws, with one sentence, unless the database holds the schema of this program.
    func requireCurrentSchema() async throws(CommandFailure) {
        // A pool of its own, whose log lines would only say what the sentence says.
        var configuration = forService
        configuration.maximumConnections = 1
        let pool = PostgresPool(configuration: configuration, logger: .quiet)
        do {
            try await SchemaMigration.status(pool).requireCurrent()
            await pool.close()
        } catch {
            await pool.close()
            throw CommandFailure(database: error)
        }
    }

    /// Closes what a command that does not serve has opened.
    func close() async {
        await pool.close()
        await pipeline.close()
        await reportPool.close()
    }
}

extension Settings {
    /// The database as the service sees it.
    func serviceDatabase() throws(CommandFailure) -> PostgresConfiguration {
        PostgresConfiguration(
            connectionString: try required(.database),
            role: "seller_app",
            maximumConnections: serverLimits.databaseConnections,
            applicationName: "seller-accounts"
        )
    }

    /// The database as reports see it.
    func reportDatabase() throws(CommandFailure) -> PostgresConfiguration {
        PostgresConfiguration(
            connectionString: try required(.database),
            role: "seller_report",
            maximumConnections: serverLimits.reportConnections,
            applicationName: "seller-accounts reports",
            statementTimeoutMilliseconds: serverLimits.reportSeconds * 1_000
        )
    }

    /// The key ring; a missing or open key file is one sentence.
    func keyRing() throws(CommandFailure) -> KeyRing {
        let path = try required(.keyFile)
        do {
            return try KeyRing(file: path)
        } catch .unreadable where Files.isPrivate(path) == nil {
            // A new ring opens nothing that another one sealed: whoever has one wants that one.
            throw CommandFailure(
                .failed,
                "There is no key file \(path): name yours in \(ConfigurationKey.keyFile.variable), "
                    + "or make one with `seller-accounts keys new --output \(path)`."
            )
        } catch .unreadable {
            throw CommandFailure(
                .failed,
                "The key file \(path) cannot be read: give it to the user who runs this program."
            )
        } catch {
            throw CommandFailure(.failed, "\(path): \(error)")
        }
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
