package import SellerModel
import SellerStore

/// A signed-in person as an active user of one account, let in by the operation table.
package struct AccountCaller: Sendable {
    /// The session.
    package let session: SessionCaller
    /// The account.
    package let account: ID<Account>
    /// The caller's user there.
    package let user: ID<User>

    /// An entry of the account's trail by this caller.
    func record(_ action: OperationName, on target: AuditTarget? = nil) -> AuditRecord {
        var record = AuditRecord(action.rawValue, by: .user(user, session.login), on: target)
        record.account = account
        record.login = session.login
        record.session = session.session
        return record
    }
}

extension SellerService {
    /// Lets a session into an account, or refuses and audits the refusal.
    ///
    /// Throws `not_found` to strangers, and to users that are pending, suspended or removed: they do
    /// not see the account (product.md, decision 15). Throws `permission_denied` to active users
    /// without the level, naming it and who can give it.
    package func access(
        _ s: SessionCaller,
        account: ID<Account>,
        authority: Authority,
        operation: OperationName? = nil,
        facts: RequestFacts? = nil
    ) async throws(SellerError) -> AccountCaller {
        do {
            return try await transaction(account: account, readOnly: true) {
                tx throws(SellerError) in
                try await admit(s, account, authority, in: tx)
            }
        } catch {
            guard error.code == .notFound || error.code == .permissionDenied else { throw error }
            let action = operation?.rawValue ?? "account.access"
            var record = AuditRecord(
                action,
                .refused,
                by: .login(s.login),
                on: .of("account", account)
            ).from(facts)
            record.login = s.login
            record.session = s.session
            // A stranger's tries stand in the stranger's own trail.
            record.account = error.code == .permissionDenied ? account : nil
            try await auditRefusal(record, error)
            throw error
        }
    }

    private func admit(
        _ s: SessionCaller,
        _ account: ID<Account>,
        _ authority: Authority,
        in tx: Transaction
    ) async throws(SellerError) -> AccountCaller {
        guard let access = try await tx.first(.access(of: s.login, to: account)),
            access.state == .active, access.isOpen
        else { throw .notFound }
        let caller = AccountCaller(session: s, account: account, user: access.user)
        guard case .tool(let tool, let level) = authority else { return caller }
        let held = try await heldPermissions(
            of: [(access.user, access.isPrimary, access.identityVerified)],
            in: account,
            tx
        )
        guard let own = held[access.user], own.level(on: tool) >= level else {
            throw try await denial(tool, level, in: account, tx)
        }
        return caller
    }

    /// Names what is missing and who can give it (product.md, decision 14).
    func denial(
        _ tool: String,
        _ level: Level,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> SellerError {
        // Five names are enough to ask somebody.
        let admins = try await tx.all(.admins(of: account, limit: 5)).map(\.name)
        return SellerError(
            .permissionDenied,
            "This needs \(level.rawValue) on \(tool). "
                + "\(admins.joined(separator: ", ")) can give it to you."
        )
    }
}
