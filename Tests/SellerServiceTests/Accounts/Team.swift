import FoundationEssentials
import Logging
import Postgres
import PostgresTesting
import SellerCrypto
import SellerModel
import SellerService
import SellerStore
import Synchronization
import Testing

/// A service over a schema of its own, with people who go the whole way in.
struct Team: Sendable {
    let service: SellerService
    let pool: PostgresPool
    let clock: MovingClock

    static let facts = RequestFacts(address: "192.0.2.7", userAgent: "Tests", requestID: "req-1")
    static let password = "violet harbour 41 oatmeal"

    /// Makes the schema, runs the test, and drops it.
    static func run(
        limits: Limits = Limits(),
        _ body: (Team) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(owner: "seller_owner", setup: SchemaMigration.script) {
            configuration in
            var app = configuration
            app.role = "seller_app"
            let logger = Logger(label: "team") { _ in SwiftLogNoOpLogHandler() }
            let pool = PostgresPool(configuration: app, logger: logger)
            let clock = MovingClock()
            let pipeline = ReadPipeline(configuration: app, logger: logger)
            let service = SellerService(
                pool: pool,
                reads: pipeline,
                hasher: PasswordHasher(threads: 2, memoryBytes: 8 * 1024, passes: 1),
                keyRing: try KeyRing(contents: KeyRing.generate(id: "test")),
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
                try await body(Team(service: service, pool: pool, clock: clock))
            } catch {
                await pipeline.close()
                await pool.close()
                throw error
            }
            await pipeline.close()
            await pool.close()
        }
    }
}

/// A clock that a test moves on, so that each code is a fresh one without waiting.
final class MovingClock: Sendable {
    private let microseconds: Atomic<Int64>

    init() {
        microseconds = Atomic(Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    /// Later at every look, by the millisecond that ids keep: they sort as things were made.
    var now: Timestamp {
        Timestamp(microseconds: microseconds.add(1_000, ordering: .relaxed).newValue)
    }

    /// Moves on to the next step of an authenticator app.
    func nextStep() {
        microseconds.add(30_000_000, ordering: .relaxed)
    }
}

/// Somebody who is signed in.
struct Person: Sendable {
    let email: String
    let session: SessionCaller
    let method: ID<Method>
    let secret: TwoStepSecret
}

/// A member of an account.
struct Member: Sendable {
    let person: Person
    let caller: AccountCaller
    var id: ID<User> { caller.user }
}

/// What a statement refused, or nothing.
func refusal(_ body: () async throws -> Void) async -> SellerError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? SellerError
    }
}
