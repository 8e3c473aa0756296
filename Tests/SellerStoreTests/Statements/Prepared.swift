import Postgres
import SellerStore

/// A statement of the store with values that fit `EveryTable`, and the role that sends it.
struct Prepared: Sendable {
    /// Who sends a statement.
    enum Role: CaseIterable {
        case app
        case report
        case worker

        /// The connections of this role.
        func pool(of store: Store) -> PostgresPool {
            switch self {
            case .app: store.app
            case .report: store.report
            case .worker: store.worker
            }
        }
    }

    /// The row and the full name, as `ID<Login>.holdLogin(_:)`.
    let name: String
    let role: Role
    /// The account whose rows are visible.
    let account: String
    /// Prepares it, compares the columns, and runs it.
    let run: @Sendable (PostgresTransaction) async throws(PostgresError) -> Void

    init<Row: Sendable>(
        _ name: String,
        _ statement: Statement<Row>,
        as role: Role = .app,
        in account: String = TwoAccounts.first
    ) {
        self.name = "\(Row.self).\(name)"
        self.role = role
        self.account = account
        run = { (tx) async throws(PostgresError) in
            // Columns are compared when it is prepared, but rights only when it begins to run.
            _ = try await tx.all(statement)
        }
    }

    /// A COPY, which is not prepared but run at once.
    init(_ name: String, _ copy: CopyOut, as role: Role) {
        self.name = "CopyOut.\(name)"
        self.role = role
        account = TwoAccounts.first
        run = { (tx) async throws(PostgresError) in
            do {
                try await tx.copy(copy) { _ in }
            } catch let error as PostgresError {
                throw error
            } catch {
                preconditionFailure("A taker that throws nothing threw \(error).")
            }
        }
    }
}

extension Prepared {
    /// One line for each statement of the store; the scan of its sources names what is missing.
    static func all() throws -> [Prepared] {
        let ids = try SampleIDs()
        let permits = try SamplePermits(ids)
        return ofSignIn(ids) + ofTwoStep(ids) + ofSessions(ids) + ofAccounts(ids)
            + ofUsers(ids) + ofInvitations(ids, permits) + ofPermissions(ids, permits)
            + ofOthers(ids, permits)
    }

    /// Statements that no list here can name, and what runs them.
    static let elsewhere = [
        "Bool.isPresent": "SchemaMigration.status, by every role",
        "Optional<Int32>.newestVersion": "SchemaMigration.status, by every role",
        "PostgresScript.script": "Store, for every test",
        "PostgresScript.lockedScript": "SchemaMigration.migrate, in the tests of migrating",
    ]
}
