import Postgres
import SellerModel
import SellerService
import SellerStore

/// An entry as a test looks at it.
struct Entry: Sendable, Equatable {
    let action: String
    let outcome: String
    let actor: String
    let target: String?
    let before: String?
    let after: String?
}

extension Team {
    /// The newest entry of an account's trail.
    func newestEntry(in account: ID<Account>) async throws -> Entry {
        try await service.transaction(account: account) { tx throws(SellerError) in
            try await tx.all(Self.entries("account_id = \(account)")).first
                ?? Entry(action: "", outcome: "", actor: "", target: nil, before: nil, after: nil)
        }
    }

    /// The newest entry of a login's own trail.
    func newestEntry(of login: ID<Login>) async throws -> Entry {
        try await service.transaction { tx throws(SellerError) in
            try await tx.all(Self.entries("account_id IS NULL AND login_id = \(login)")).first
                ?? Entry(action: "", outcome: "", actor: "", target: nil, before: nil, after: nil)
        }
    }

    private static func entries(_ condition: SQL) -> Statement<Entry> {
        Statement(
            """
            SELECT action, outcome, actor_kind, target_id, before::text, after::text
            FROM audit_entry
            WHERE \(condition)
            ORDER BY at DESC, audit_id DESC
            LIMIT 1
            """,
            Entry.init
        )
    }
}
