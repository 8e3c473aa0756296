import SellerCrypto
package import SellerModel
import SellerStore

extension SellerService {
    /// Takes the code for the change that was named; gives until when the change may be made.
    ///
    /// Throws `notFound` for a step-up of another session or one that has its code, `codeExpired`
    /// for a late one, and what a sign-in code throws.
    package func submitStepUpCode(
        _ caller: SessionCaller,
        stepUp: String,
        method: ID<Method>,
        code: String,
        facts: RequestFacts
    ) async throws(SellerError) -> Timestamp {
        let waiting = try await waitingStepUp(stepUp, in: caller)
        var record = AuditRecord(
            OperationName.stepUpCode.rawValue,
            by: .login(caller.login),
            on: .of("step_up", waiting.id)
        )
        record.login = caller.login
        record.session = caller.session
        record.method = method
        record.after = .object([
            JSONMember("operation", .string(waiting.operation)),
            JSONMember("target", waiting.target.map(JSONValue.string) ?? .null),
        ])
        let entry = record.from(facts)
        let step = try await compare(code, with: method, of: caller.login, entry)
        return try await transaction { (tx) throws(SellerError) in
            guard try await tx.first(.useStep(step, of: method, login: caller.login)) != nil else {
                throw .codeAlreadyUsed
            }
            let expiresAt = try await tx.first(
                .validateStepUp(
                    waiting.id,
                    by: method,
                    lifetimeSeconds: limits.stepUpSeconds
                )
            )
            guard let expiresAt else { throw .lateStepUp }
            try await audit(entry, in: tx)
            return expiresAt
        }
    }

    private func waitingStepUp(
        _ text: String,
        in caller: SessionCaller
    ) async throws(SellerError) -> WaitingStepUp {
        guard let token = SecretToken(parsing: text, as: .stepUp) else { throw .notFound }
        let waiting = try await transaction(readOnly: true) { (tx) throws(SellerError) in
            try await tx.first(.waitingStepUp(digest: token.digest, in: caller.session))
        }
        guard let waiting else { throw .notFound }
        if waiting.isLate { throw .lateStepUp }
        return waiting
    }
}

extension SellerError {
    static let lateStepUp = SellerError(
        .codeExpired,
        "The step-up is over. Name the change again.",
        next: OperationName.stepUpStart.rawValue
    )
}
