import SellerCrypto
package import SellerModel
import SellerStore

/// A method that waits for its first code. Its secret is shown this once.
package struct PendingMethod: Sendable {
    package let id: ID<Method>
    /// What the picture says that an authenticator app scans.
    package let otpauthURI: String
    /// The same secret for typing, in base 32.
    package let secret: String
}

extension SellerService {
    /// What authenticator apps show beside the address.
    static let issuer = "Seller Accounts"

    /// Begins the first method of a login; nothing is active before its code (SEED-02).
    ///
    /// A method begun earlier by this attempt is thrown away. Throws `emailNotSupported`, `invalid`
    /// for other kinds, `conflict` when the login was enrolled meanwhile, and the attempt's state
    /// when it holds no ticket.
    package func addFirstMethod(
        _ caller: AttemptCaller,
        kind: String,
        name: String?,
        facts: RequestFacts
    ) async throws(SellerError) -> PendingMethod {
        try caller.require(.enrollmentRequired)
        try Self.requireApp(kind)
        let label = try Parsing.name(name ?? "Authenticator app", at: "/name").text
        let id: ID<Method> = environment.newID()
        let secret = TwoStepSecret(random: environment.random)
        let sealed = keyRing.seal(secret.bytes, for: .methodSecret(id, of: caller.login))
        try await transaction { (tx) throws(SellerError) in
            _ = try await tx.one(.holdLogin(caller.login))
            guard try await tx.one(.twoStepState(of: caller.login)) == .notEnrolled else {
                throw .enrolledMeanwhile
            }
            try await tx.run(.removePending(by: caller.attempt, of: caller.login))
            try await tx.run(
                .addPendingApp(
                    id,
                    of: caller.login,
                    by: caller.attempt,
                    name: label,
                    sealedSecret: sealed,
                    lifetimeSeconds: limits.pendingMethodSeconds
                )
            )
            var record = AuditRecord(
                OperationName.signInAddMethod.rawValue,
                by: .login(caller.login),
                on: .of("method", id)
            )
            record.login = caller.login
            try audit(record.from(facts), in: tx)
        }
        return PendingMethod(
            id: id,
            otpauthURI: secret.provisioningLink(issuer: Self.issuer, login: caller.email),
            secret: secret.base32
        )
    }

    private static func requireApp(_ kind: String) throws(SellerError) {
        switch kind {
        case MethodKind.authenticatorApp.rawValue: return
        case "email", "e-mail", "mail":
            throw SellerError(
                .emailNotSupported,
                "E-mail cannot carry a code: whoever has the mailbox would have both factors.",
                fields: [.init(.pointer("/kind"), .emailNotSupported, "Use an authenticator app.")]
            )
        default:
            throw .invalid("/kind", "Only authenticator_app is offered.")
        }
    }
}

extension SellerError {
    static let enrolledMeanwhile = SellerError(
        .conflict,
        "This login was enrolled meanwhile. Sign in again.",
        next: "sign_in.start"
    )
}
