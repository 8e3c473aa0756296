import SellerCrypto
package import SellerModel
import SellerStore

extension SellerService {
    /// Takes the first code of the method that this attempt began: enrolls the login and opens the
    /// session, with the step-up for a backup.
    ///
    /// Throws `invalidCode`, `codeExpired` when the method waited too long, and `conflict` when the
    /// login was enrolled meanwhile or the method took too many wrong codes.
    package func confirmFirstMethod(
        _ caller: AttemptCaller,
        method: ID<Method>,
        code: String,
        facts: RequestFacts
    ) async throws(SellerError) -> SignedIn {
        try caller.require(.enrollmentRequired)
        guard let ticket = caller.ticket else { throw caller.state.refusal }
        var record = AuditRecord(
            OperationName.signInConfirmMethod.rawValue,
            by: .login(caller.login),
            on: .of("method", method)
        )
        record.login = caller.login
        record.method = method
        let entry = record.from(facts)
        let step = try await compareFirst(code, with: method, of: caller, entry)
        return try await transaction { (tx) throws(SellerError) in
            try await enroll(
                Enrollment(
                    caller: caller,
                    method: method,
                    step: step,
                    ticket: ticket,
                    entry: entry,
                    facts: facts
                ),
                in: tx
            )
        }
    }

    /// Counts a try at the pending method, commits that, and only then compares the code.
    private func compareFirst(
        _ code: String,
        with method: ID<Method>,
        of caller: AttemptCaller,
        _ entry: AuditRecord
    ) async throws(SellerError) -> Int64 {
        let cap = limits.failuresBeforePause
        let tries = try await together(
            .countTry(atPending: method, of: caller.login, by: caller.attempt, cap: cap)
        )
        guard let counted = tries.first else {
            throw try await pendingRefusal(method, of: caller.login)
        }
        if let step = try step(code, counted.sealedSecret, method, caller.login) { return step }
        let error = SellerError.invalidCode(left: max(0, cap - Int(counted.failures)))
        try await auditRefusal(entry, error)
        throw error
    }

    private func pendingRefusal(
        _ method: ID<Method>,
        of login: ID<Login>
    ) async throws(SellerError) -> SellerError {
        let standing = try await together(.standing(of: method, of: login, on: .stranger))
        if let standing = standing.first, standing.state == .pending, standing.isLate {
            return SellerError(
                .codeExpired,
                "The method waited too long. Begin it again.",
                next: OperationName.signInAddMethod.rawValue
            )
        }
        return SellerError(
            .conflict,
            "This method takes no code. Begin it again.",
            next: OperationName.signInAddMethod.rawValue
        )
    }
}
