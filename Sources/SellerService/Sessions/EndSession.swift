package import SellerModel
import SellerStore

/// One of the own sessions, as its person recognizes it.
package struct SessionView: Sendable {
    package let id: ID<Session>
    /// Whether it is the one that asks.
    package let isCurrent: Bool
    package let address: String?
    package let userAgent: String?
    package let createdAt: Timestamp
    /// To the minute.
    package let lastSeenAt: Timestamp
    package let expiresAt: Timestamp
}

extension SellerService {
    /// The live sessions of the caller's login, newest first.
    package func listSessions(_ caller: SessionCaller) async throws(SellerError) -> [SessionView] {
        try await transaction(readOnly: true) { (tx) throws(SellerError) in
            try await tx.all(.sessions(of: caller.login)).map { row in
                SessionView(
                    id: row.id,
                    isCurrent: row.id == caller.session,
                    address: row.address,
                    userAgent: row.userAgent,
                    createdAt: row.createdAt,
                    lastSeenAt: row.lastSeenAt,
                    expiresAt: row.expiresAt
                )
            }
        }
    }

    /// Signs out.
    package func endSession(
        _ caller: SessionCaller,
        facts: RequestFacts
    ) async throws(SellerError) {
        try await end(caller.session, by: caller, .sessionEnd, facts)
    }

    /// Ends one of the own sessions; `notFound` for any other. Defence is easy: no step-up.
    package func endSession(
        _ caller: SessionCaller,
        id: ID<Session>,
        facts: RequestFacts
    ) async throws(SellerError) {
        try await end(id, by: caller, .sessionsEnd, facts)
    }

    private func end(
        _ session: ID<Session>,
        by caller: SessionCaller,
        _ operation: OperationName,
        _ facts: RequestFacts
    ) async throws(SellerError) {
        try await transaction { (tx) throws(SellerError) in
            let reason = operation == .sessionEnd ? "signed_out" : "ended_by_person"
            let ended = try await tx.first(
                .endSession(session, of: caller.login, because: reason)
            )
            guard ended != nil else { throw .notFound }
            // Who ends a session from elsewhere does not know that device, or has lost it.
            try await tx.run(.forgetDevice(of: session, login: caller.login, but: caller.session))
            var record = AuditRecord(
                operation.rawValue,
                by: .login(caller.login),
                on: .of("session", session)
            )
            record.login = caller.login
            record.session = caller.session
            try audit(record.from(facts), in: tx)
        }
    }
}
