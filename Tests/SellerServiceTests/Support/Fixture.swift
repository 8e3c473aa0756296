import Logging
import Postgres
import PostgresTesting
import SellerCrypto
import SellerModel
import SellerService
import SellerStore

/// A service over a schema of its own, with a clock that stands until a test moves it.
struct Fixture: Sendable {
    let service: SellerService
    /// Connections of the server's superuser, whom row level security does not bind: what a test
    /// arranges, and what it looks at.
    let database: PostgresPool
    let clock: Clock
    /// What people give as their password here.
    static let password = "violet harbor stapler quartz"
    static let facts = RequestFacts(
        address: "192.0.2.7",
        userAgent: "Fixture/1",
        requestID: "req-fixture"
    )

    /// The least work that Argon2 allows: these tests are not about its cost.
    private static let hasher = PasswordHasher(
        threads: 2,
        queueLimit: 1_000,
        memoryBytes: 8 * 1024,
        passes: 1
    )

    /// Runs a test with a service of its own.
    static func with(
        limits: Limits = Limits(),
        _ body: (Fixture) async throws -> Void
    ) async throws {
        let ring = try KeyRing(contents: try KeyRing.generate(id: "test"))
        try await TestSchema.withSchema(owner: "seller_owner", setup: SchemaMigration.script) {
            configuration in
            var forApp = configuration
            forApp.role = "seller_app"
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let pool = PostgresPool(configuration: forApp, logger: logger)
            let database = PostgresPool(configuration: configuration, logger: logger)
            let clock = Clock()
            let pipeline = ReadPipeline(configuration: forApp, logger: logger)
            let service = SellerService(
                pool: pool,
                reads: pipeline,
                hasher: hasher,
                keyRing: ring,
                limits: limits,
                origin: "http://localhost:8080",
                passwordPolicy: PasswordPolicy(),
                environment: Environment(
                    now: { clock.now },
                    random: { Randomness.bytes($0) },
                    logger: logger
                )
            )
            do {
                try await body(Fixture(service: service, database: database, clock: clock))
            } catch {
                await pipeline.close()
                await pool.close()
                await database.close()
                throw error
            }
            await pipeline.close()
            await pool.close()
            await database.close()
        }
    }

    /// One number of the database, as the superuser sees it.
    func number(_ sql: SQL) async throws -> Int64 {
        try await database.one(Statement<Int64>(sql))
    }

    /// Changes the database behind the service's back, as time or a fault would.
    func change(_ sql: SQL) async throws {
        try await database.run(Statement<Void>(sql))
    }
}

/// How a call was refused; nil when it was not.
func thrown<Value>(_ body: () async throws(SellerError) -> Value) async -> SellerError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
