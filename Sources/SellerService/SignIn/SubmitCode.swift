import SellerCrypto
package import SellerModel
import SellerStore

/// A session that was just opened.
package struct SignedIn: Sendable {
    package let sessionID: ID<Session>
    /// The session's token, given once.
    package let session: String
    /// When it ends at the latest.
    package let expiresAt: Timestamp
    /// With a first enrollment: the step-up that is good for adding a backup.
    package let stepUp: String?
}

extension SellerService {
    /// Takes a code of an active method and opens a session, once for each attempt and each code.
    ///
    /// Throws `invalidCode`, `codeAlreadyUsed`, `methodNotUsable`, `rateLimited` while the method is
    /// paused, and the attempt's state when it waits for something else.
    package func submitCode(
        _ caller: AttemptCaller,
        method: ID<Method>,
        code: String,
        facts: RequestFacts
    ) async throws(SellerError) -> SignedIn {
        try caller.require(.codeRequired)
        var record = AuditRecord(
            OperationName.signInCode.rawValue,
            by: .login(caller.login),
            on: .of("method", method)
        )
        record.login = caller.login
        record.method = method
        let entry = record.from(facts)
        let tried = CodeTry(
            code: code,
            method: method,
            login: caller.login,
            entry: entry,
            attempt: caller
        )
        do {
            return try await signIn(caller, tried)
        } catch {
            // What was not compared is the paused method's doing, and anybody could repeat it.
            if Self.auditedRefusals.contains(error.code) { try await auditRefusal(entry, error) }
            throw error
        }
    }

    private static let auditedRefusals: Set<ErrorCode> = [
        .invalidCode, .codeAlreadyUsed, .mailboxConfirmationRequired,
    ]

    private func signIn(
        _ caller: AttemptCaller,
        _ tried: CodeTry
    ) async throws(SellerError) -> SignedIn {
        let step = try await compare(tried)
        return try await transaction { (tx) throws(SellerError) in
            // The login before its method, as all take them who change both, or two would wait for
            // each other.
            try tx.later(.must(.keepLogin(caller.login), .attempt))
            if caller.deviceKind == .stranger, caller.ticket == nil {
                try tx.later(
                    .forgiveStranger(
                        of: caller.login,
                        limit: limits.strangerFailuresBeforeMailbox
                    )
                )
            }
            // The code before its attempt: a code that was used says so, whatever else is over.
            try tx.later(
                .must(
                    .useStep(step, of: tried.method, login: tried.login, on: tried.device),
                    .code
                )
            )
            try tx.later(.must(.completeAttempt(caller.attempt, from: .codeRequired), .attempt))
            // Uses up the link that vouched for an unknown device.
            if let ticket = caller.ticket, ticket.kind == .mailboxLink {
                try tx.later(.must(.useMailboxLink(ticket.id, of: caller.login), .voucher))
            }
            return try openSession(caller, by: tried.method, tried.entry, in: tx)
        }
    }

    /// Opens the session of an attempt that is completed with it, with its audit entry.
    func openSession(
        _ caller: AttemptCaller,
        by method: ID<Method>,
        _ entry: AuditRecord,
        in tx: Transaction
    ) throws(SellerError) -> SignedIn {
        let token = environment.newToken(.session)
        let id: ID<Session> = environment.newID()
        let expiresAt = caller.readAt.adding(seconds: limits.sessionSeconds)
        try tx.later(
            .openSession(
                NewSession(
                    id: id,
                    login: caller.login,
                    digest: token.digest,
                    attempt: caller.attempt,
                    method: method,
                    device: caller.device,
                    address: entry.address,
                    userAgent: entry.userAgent ?? "",
                    expiresAt: expiresAt,
                    idleSeconds: limits.sessionIdleSeconds
                )
            )
        )
        if let device = caller.device { try tx.later(.seeDevice(device)) }
        var record = entry
        record.session = id
        try audit(record, in: tx)
        return SignedIn(sessionID: id, session: token.text, expiresAt: expiresAt, stepUp: nil)
    }
}
