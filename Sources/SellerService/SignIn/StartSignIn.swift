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
        let start = AttemptStart(entryPoint: "api", context: context, deviceToken: device)
        let budgets = passwordBudgets(
            at: email,
            address: address,
            device: start.deviceDigest,
            facts: facts
        )
        // Counted, and committed, in one round trip with what is compared afterwards.
        let (counted, found, standings, methods, devices) = try await together(
            .countPassword(
                at: address,
                device: start.deviceDigest,
                known: budgets.known,
                strangers: budgets.strangers
            ),
            .credentials(of: address),
            .standing(
                of: .email(address),
                strangerFailures: limits.strangerFailuresBeforeMailbox
            ),
            .methods(of: .email(address)),
            .device(digest: start.deviceDigest, of: .email(address))
        )
        try refuse(counted.first, budgets)
        let known = found.first
        guard let given = Password(normalizing: password) else { throw .invalidCredentials }
        let matches: Bool
        do {
            matches = try await hasher.verify(given, against: known?.passwordHash)
        } catch {
            throw SellerError(error)
        }
        // Nothing is written for a wrong one: the time would tell who has a login.
        guard matches, let known, let standing = standings.first else {
            throw .invalidCredentials
        }
        try await renewHash(of: known, given)
        let reading = LoginReading(standing: standing, methods: methods, device: devices.first)
        do {
            return try await openAttempt(by: reading, of: known, start, facts: facts)
        } catch {
            guard error.code == .conflict else { throw error }
            // Somebody enrolled, gave wrong codes, or changed the password while it was compared.
            return try await transaction { (tx) throws(SellerError) in
                let same = try await tx.first(
                    .samePassword(known.login, since: known.passwordChangedAt)
                )
                guard same != nil else { throw .invalidCredentials }
                return try await openAttempt(for: known.login, start, facts: facts, in: tx)
            }
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
