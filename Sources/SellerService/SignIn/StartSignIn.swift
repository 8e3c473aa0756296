package import SellerCrypto
package import SellerModel
import SellerStore

extension SellerService {
    /// Compares a password and opens an attempt; never a session.
    ///
    /// An unknown address costs the same hash and gives the same answer as a wrong password.
    /// Throws `invalidCredentials`, `rateLimited`, and `unavailable` when too many wait.
    package func startSignIn(
        email: String,
        password: String,
        device: String?,
        context: SignInContext,
        facts: RequestFacts
    ) async throws(SellerError) -> SignInView {
        // A flood that is not hashed must not reach the database either. No password of it is
        // compared, so none is counted.
        try await hasher.admit { () throws(SellerError) in
            try await comparePassword(
                email: email,
                password: password,
                device: device,
                context: context,
                facts: facts
            )
        } refused: {
            SellerError($0)
        }
    }

    private func comparePassword(
        email: String,
        password: String,
        device: String?,
        context: SignInContext,
        facts: RequestFacts
    ) async throws(SellerError) -> SignInView {
        let address = try? EmailAddress(parsing: email)
        try await countPasswordTry(at: email, device: device, address: address, facts: facts)
        let known = try await credentials(of: address)
        guard let given = Password(normalizing: password) else { throw .invalidCredentials }
        let matches: Bool
        do {
            matches = try await hasher.verify(given, against: known?.passwordHash)
        } catch {
            throw SellerError(error)
        }
        // Nothing is written for a wrong one: the time would tell who has a login.
        guard matches, let known else { throw .invalidCredentials }
        try await renewHash(of: known, given)
        return try await transaction { (tx) throws(SellerError) in
            try await openAttempt(
                for: known.login,
                AttemptStart(entryPoint: "api", context: context, deviceToken: device),
                facts: facts,
                in: tx
            )
        }
    }

    private func credentials(
        of address: EmailAddress?
    ) async throws(SellerError) -> LoginCredentials? {
        guard let address else { return nil }
        return try await transaction(readOnly: true) { (tx) throws(SellerError) in
            try await tx.first(.credentials(of: address))
        }
    }

    private func renewHash(
        of known: LoginCredentials,
        _ password: Password
    ) async throws(SellerError) {
        guard hasher.needsNewHash(known.passwordHash) else { return }
        let hash: String
        do { hash = try await hasher.hash(password) } catch { throw SellerError(error) }
        try await transaction { (tx) throws(SellerError) in
            _ = try await tx.run(.renewHash(hash, of: known.login, was: known.passwordHash))
        }
    }
}

extension SellerError {
    /// The one answer to a stranger: unknown address and wrong password alike.
    static let invalidCredentials = SellerError(
        .invalidCredentials,
        "The address or the password is wrong."
    )

    /// What a failure of hashing means to a caller.
    package init(_ error: HashingError) {
        switch error {
        case .busy:
            self = SellerError(
                .unavailable,
                "Too many sign in right now. Try again in a moment.",
                retryAfterSeconds: 1
            )
        case .cancelled: self = .cancelled
        case .failed:
            self = SellerError(
                .unavailable,
                "The password could not be compared. Try again in a moment.",
                retryAfterSeconds: 5
            )
        }
    }
}
