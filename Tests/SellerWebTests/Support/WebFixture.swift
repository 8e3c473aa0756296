import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import PostgresTesting
import SellerCrypto
import SellerModel
import SellerReports
import SellerService
import SellerStore
import Synchronization

@testable import SellerWeb

/// A server over a database of its own, asked through its router.
struct WebFixture: Sendable {
    let service: SellerService
    let client: any TestClientProtocol
    let clock: TestClock
    /// Connections of the database's superuser: for what goes wrong behind the server's back.
    let database: PostgresPool

    static let origin = "http://localhost:8080"

    /// What a test may want otherwise.
    struct Options: Sendable {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        /// The role that reads reports.
        var reportRole = "seller_report"
        /// What differs in the limits of the server.
        var configure: @Sendable (inout WebConfiguration) -> Void = { _ in }
    }

    /// Runs `body` with a server over a fresh schema of the test database.
    static func online(
        _ setup: TestingSetup = .router,
        options: Options = Options(),
        _ body: @Sendable (WebFixture) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(
            owner: "seller_owner",
            setup: SchemaMigration.script
        ) { configuration in
            var application = configuration
            application.role = "seller_app"
            var reader = configuration
            reader.role = options.reportRole
            try await run(setup, options, [application, reader, configuration], body)
        }
    }

    /// Runs `body` with a server whose database cannot be reached: for what is decided before it.
    static func offline(
        _ setup: TestingSetup = .router,
        options: Options = Options(),
        _ body: @Sendable (WebFixture) async throws -> Void
    ) async throws {
        let nowhere = PostgresConfiguration(
            connectionString: "host=/nonexistent dbname=none",
            applicationName: "seller-accounts-test"
        )
        try await run(setup, options, [nowhere, nowhere, nowhere], body)
    }

    /// The databases are the service's, that of the reports, and the test's own.
    private static func run(
        _ setup: TestingSetup,
        _ options: Options,
        _ databases: [PostgresConfiguration],
        _ body: @Sendable (WebFixture) async throws -> Void
    ) async throws {
        let logger = options.logger
        let pools = databases.map { PostgresPool(configuration: $0, logger: logger) }
        let clock = TestClock()
        let pipeline = ReadPipeline(configuration: databases[0], logger: logger)
        let service = SellerService(
            pool: pools[0],
            reads: pipeline,
            // As little as Argon2 takes: these tests are not about guessing.
            hasher: PasswordHasher(threads: 1, memoryBytes: 8 * 1_024, passes: 1),
            keyRing: try KeyRing(contents: try KeyRing.generate(id: "test")),
            limits: Limits(),
            origin: origin,
            passwordPolicy: PasswordPolicy(),
            environment: Environment(
                now: { clock.now },
                random: { Randomness.bytes($0) },
                logger: logger
            )
        )
        var web = WebConfiguration(host: "127.0.0.1", port: 0, origin: origin)
        // The fixture's client connects long before a test that waits for its turn asks.
        web.headSeconds = 60
        options.configure(&web)
        let application = try buildApplication(
            service: service,
            reports: SellerReports(pool: pools[1], longest: .seconds(60)),
            configuration: web,
            logger: logger
        )
        try await application.test(setup) { client in
            let fixture = WebFixture(
                service: service,
                client: client,
                clock: clock,
                database: pools[2]
            )
            try await body(fixture)
        }
        await pipeline.close()
        for pool in pools { await pool.close() }
    }
}

/// A clock that tests move on, so that the next code comes without waiting for it.
final class TestClock: Sendable {
    private let seconds: Mutex<Int64>

    init() {
        seconds = Mutex(Environment.live(logger: Logger(label: "test")).now().unixSeconds)
    }

    /// The clock's moment.
    var now: Timestamp { Timestamp(unixSeconds: seconds.withLock { $0 }) }

    /// Moves on to the next code of an authenticator app.
    func nextStep() {
        seconds.withLock { $0 += OneTimePassword.stepSeconds }
    }
}
