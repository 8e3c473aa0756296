package import Postgres
package import SellerCrypto
package import SellerModel
import SellerStore

/// The use cases of the product. HTTP, pages and commands call these and nothing below them.
///
/// Each use case is one transaction, with its audit entry and its messages in it.
package struct SellerService: Sendable {
    /// Connections as the role `seller_app`.
    package let pool: PostgresPool
    package let reads: Reads
    package let hasher: PasswordHasher
    package let keyRing: KeyRing
    package let limits: Limits
    /// What links begin with, as `http://localhost:8080`: configured, never taken from a request.
    package let origin: String
    package let passwordPolicy: PasswordPolicy
    package let environment: Environment

    /// A service over a database; nothing is connected or read yet.
    package init(
        pool: PostgresPool,
        reads: ReadPipeline,
        hasher: PasswordHasher,
        keyRing: KeyRing,
        limits: Limits,
        origin: String,
        passwordPolicy: PasswordPolicy,
        environment: Environment
    ) {
        self.pool = pool
        self.reads = Reads(reads)
        self.hasher = hasher
        self.keyRing = keyRing
        self.limits = limits
        self.origin = origin
        self.passwordPolicy = passwordPolicy
        self.environment = environment
    }
}

extension SellerService {
    /// Whether the database answers, in transactions and in the hot reads; throws what a request would
    /// meet.
    package func ready() async throws(SellerError) {
        _ = try await transaction(readOnly: true) { (tx) throws(SellerError) in
            try await tx.one(.ping)
        }
        // Nobody's session: no token has an empty digest.
        _ = try await liveSession(digest: [])
    }
}
