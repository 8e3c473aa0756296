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

    static let origin = "http://localhost:8080"

    /// Runs `body` with a server over a fresh schema of the test database.
    static func online(
        _ setup: TestingSetup = .router,
        _ body: @Sendable (WebFixture) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(
            owner: "seller_owner",
            setup: SchemaMigration.script
        ) { configuration in
            var application = configuration
            application.role = "seller_app"
            var reader = configuration
            reader.role = "seller_report"
            try await run(setup, application, reader, body)
        }
    }

    /// Runs `body` with a server whose database cannot be reached: for what is decided before it.
    static func offline(
        _ setup: TestingSetup = .router,
        _ body: @Sendable (WebFixture) async throws -> Void
    ) async throws {
        let nowhere = PostgresConfiguration(
            connectionString: "host=/nonexistent dbname=none",
            applicationName: "seller-accounts-test"
        )
        try await run(setup, nowhere, nowhere, body)
    }

    private static func run(
        _ setup: TestingSetup,
        _ application: PostgresConfiguration,
        _ reader: PostgresConfiguration,
        _ body: @Sendable (WebFixture) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pools = [application, reader].map { PostgresPool(configuration: $0, logger: logger) }
        let clock = TestClock()
        let service = SellerService(
            pool: pools[0],
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
        let application = try buildApplication(
            service: service,
            reports: SellerReports(pool: pools[1]),
            configuration: WebConfiguration(host: "127.0.0.1", port: 0, origin: origin),
            logger: logger
        )
        try await application.test(setup) { client in
            try await body(WebFixture(service: service, client: client, clock: clock))
        }
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
