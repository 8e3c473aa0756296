import Postgres
import SellerCrypto
package import SellerModel
import SellerStore

/// Somebody signed in: password and code were right in this very sign-in.
package struct SessionCaller: Sendable {
    package let session: ID<Session>
    package let login: ID<Login>
    package let email: String
    package let name: String
    /// The method whose code opened the session.
    package let method: ID<Method>
    /// The account that the pages act on; nil until one is chosen.
    package let chosenAccount: ID<Account>?
    package let createdAt: Timestamp
    package let expiresAt: Timestamp
    /// SHA-256 of the token.
    let digest: [UInt8]

    init(_ row: LiveSession, digest: [UInt8]) {
        self.digest = digest
        session = row.id
        login = row.login
        email = row.email
        name = row.name
        method = row.method
        chosenAccount = row.account
        createdAt = row.createdAt
        expiresAt = row.expiresAt
    }
}

extension SellerService {
    /// The session behind a token, or `unauthenticated`, whatever the reason. Strict: ended in
    /// another process a moment ago is ended here.
    package func session(token: String) async throws(SellerError) -> SessionCaller {
        guard let token = SecretToken(parsing: token, as: .session) else { throw .deadSession }
        let digest = token.digest
        guard let row = try await liveSession(digest: digest) else { throw .deadSession }
        if row.isUnseen { try await touch(row.id) }
        return SessionCaller(row, digest: digest)
    }

    /// The live session behind the SHA-256 of a token.
    func liveSession(digest: [UInt8]) async throws(SellerError) -> LiveSession? {
        do {
            return try await reads.sessions.ask(digest)
        } catch {
            throw SellerError(error, environment.logger)
        }
    }

    /// Losing this with a crash ends a session a minute early, which needs no waiting for the disk.
    func touch(_ session: ID<Session>) async throws(SellerError) {
        do {
            try await pool.transaction(
                settings: [TransactionSetting("synchronous_commit", "off")]
            ) { (tx) async throws(PostgresError) in
                _ = try await tx.run(.touchSession(session))
            }
        } catch {
            throw SellerError(error.error)
        }
    }
}

extension SellerError {
    static let deadSession = SellerError(
        .unauthenticated,
        "Sign in first.",
        next: "sign_in.start"
    )
}
