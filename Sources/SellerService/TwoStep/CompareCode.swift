import Logging
import SellerCrypto
import SellerModel
import SellerStore

extension SellerService {
    /// Counts a try at an active method, commits that, and only then compares the code; gives the
    /// step that the caller still has to spend in its own transaction.
    ///
    /// A crash or a lost answer between the two leaves the try counted (security rule 4). `entry`
    /// is what the audit says when the code is wrong.
    func compare(
        _ code: String,
        with method: ID<Method>,
        of login: ID<Login>,
        _ entry: AuditRecord
    ) async throws(SellerError) -> Int64 {
        let counted = try await transaction { (tx) throws(SellerError) in
            try await tx.first(
                .countTry(
                    at: method,
                    of: login,
                    pauseAfter: limits.failuresBeforePause,
                    pauseSeconds: limits.pauseSeconds,
                    cap: limits.failuresBeforeDisabled
                )
            )
        }
        guard let counted else {
            throw try await refusal(method, of: login, entry)
        }
        let step = try step(code, counted.sealedSecret, method, login)
        if let step, step > counted.lastStep ?? .min { return step }
        let error: SellerError =
            step == nil
            ? .invalidCode(left: triesLeft(after: Int(counted.failures))) : .codeAlreadyUsed
        try await auditRefusal(entry, error)
        try await disableSpent(method, of: login, entry)
        throw error
    }

    /// The step whose code this is, or nil.
    func step(
        _ code: String,
        _ sealed: [UInt8],
        _ method: ID<Method>,
        _ login: ID<Login>
    ) throws(SellerError) -> Int64? {
        let opened: [UInt8]
        do {
            opened = try keyRing.open(sealed, for: .methodSecret(method, of: login))
        } catch {
            // A secret that was changed or moved: this login fails closed, others go on.
            environment.logger.error("two-step secret: \(error)")
            throw .methodNotUsable
        }
        guard let secret = TwoStepSecret(bytes: opened) else { throw .methodNotUsable }
        return OneTimePassword.matchingStep(
            secret: secret,
            code: code,
            at: environment.now().unixSeconds
        )
    }

    private func triesLeft(after failures: Int) -> Int {
        let row = max(1, limits.failuresBeforePause)
        return (row - failures % row) % row
    }

    /// Why the method took no try.
    private func refusal(
        _ method: ID<Method>,
        of login: ID<Login>,
        _ entry: AuditRecord
    ) async throws(SellerError) -> SellerError {
        try await disableSpent(method, of: login, entry)
        let standing = try await transaction(readOnly: true) { (tx) throws(SellerError) in
            try await tx.first(.standing(of: method, of: login))
        }
        guard let standing, standing.state == .active, let seconds = standing.pausedSeconds else {
            return .methodNotUsable
        }
        return SellerError(
            .rateLimited,
            "Too many wrong codes. The method is paused.",
            next: "wait",
            retryAfterSeconds: seconds
        )
    }

    /// Disables a method that reached the cap; does nothing below it.
    private func disableSpent(
        _ method: ID<Method>,
        of login: ID<Login>,
        _ entry: AuditRecord
    ) async throws(SellerError) {
        try await transaction { (tx) throws(SellerError) in
            let disabled = try await tx.first(
                .disable(method, of: login, cap: limits.failuresBeforeDisabled)
            )
            guard disabled != nil else { return }
            _ = try await tx.all(.refreshEnrolled(login))
            var record = entry
            record.action = "two_step.disabled"
            record.actor = .system
            try await audit(record, in: tx)
        }
    }
}

extension SealedPlace {
    /// The secret of an authenticator app.
    static func methodSecret(_ method: ID<Method>, of login: ID<Login>) -> SealedPlace {
        SealedPlace(
            table: "two_step_method",
            column: "secret_sealed",
            row: method.uuid,
            login: login.uuid
        )
    }
}

extension SellerError {
    /// A code that is not of now; `left` tries remain before the method pauses.
    static func invalidCode(left: Int) -> SellerError {
        SellerError(
            .invalidCode,
            "This code is wrong. Take the one that your app shows now.",
            attemptsLeft: left
        )
    }

    static let codeAlreadyUsed = SellerError(
        .codeAlreadyUsed,
        "This code was used. Wait for the next one.",
        next: "wait"
    )

    static let methodNotUsable = SellerError(
        .methodNotUsable,
        "This method gives no codes here. Use another one, or recover the login.",
        next: "recovery"
    )
}
