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
        var refused = AuditRecord(OperationName.stepUpCode.rawValue, by: .login(caller.login))
        refused.login = caller.login
        refused.session = caller.session
        refused.method = method
        return try await auditingRefusals(refused.from(facts)) { () async throws(SellerError) in
            let waiting = try await waitingStepUp(stepUp, in: caller)
            let tried = CodeTry(
                code: code,
                method: method,
                login: caller.login,
                entry: refused.from(facts).naming(waiting),
                attempt: nil
            )
            let step = try await compare(tried)
            return try await validate(waiting, by: tried, at: step)
        }
    }

    private func validate(
        _ waiting: WaitingStepUp,
        by tried: CodeTry,
        at step: Int64
    ) async throws(SellerError) -> Timestamp {
        try await transaction { (tx) throws(SellerError) in
            try tx.later(
                .must(
                    .useStep(step, of: tried.method, login: tried.login, on: tried.device),
                    .code
                )
            )
            let validated = try await tx.first(
                .validateStepUp(
                    waiting.id,
                    by: tried.method,
                    lifetimeSeconds: limits.stepUpSeconds
                )
            )
            guard let expiresAt = validated else { throw .lateStepUp }
            try audit(tried.entry, in: tx)
            return expiresAt
        }
    }

    private func waitingStepUp(
        _ text: String,
        in caller: SessionCaller
    ) async throws(SellerError) -> WaitingStepUp {
        guard let token = SecretToken(parsing: text, as: .stepUp) else { throw .notFound }
        let found = try await together(.waitingStepUp(digest: token.digest, in: caller.session))
        guard let waiting = found.first else { throw .notFound }
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

extension AuditRecord {
    /// The entry with the change that the step-up is for.
    fileprivate func naming(_ waiting: WaitingStepUp) -> AuditRecord {
        var record = self
        record.target = .of("step_up", waiting.id)
        record.after = .object([
            JSONMember("operation", .string(waiting.operation)),
            JSONMember("target", waiting.target.map(JSONValue.string) ?? .null),
        ])
        return record
    }
}
