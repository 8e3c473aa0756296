import Postgres
import SellerStore
import Testing

@Suite struct `Statements` {
    /// Ends a transaction so that nothing of it stays.
    private enum TakenBack: Error {
        case done
        case refused(PostgresError)
    }

    @Test func `each statement prepares and runs as the role that sends it`() async throws {
        try await Store.with(EveryTable.script) { store in
            for statement in try Prepared.all() {
                let refusal = await refusal(of: statement, in: store)
                #expect(refusal == nil, "\(statement.name) as \(statement.role)")
            }
        }
    }

    /// Runs a statement and takes back what it did; gives the server's refusal.
    private func refusal(of statement: Prepared, in store: Store) async -> String? {
        let settings = [TransactionSetting("seller.account", statement.account)]
        let run = statement.run
        do {
            try await statement.role.pool(of: store).transaction(settings: settings) {
                (tx) async throws(TakenBack) in
                do throws(PostgresError) {
                    try await run(tx)
                } catch {
                    throw .refused(error)
                }
                throw .done
            }
            return "it was committed"
        } catch {
            switch error {
            case .body(.done): return nil
            case .body(.refused(let error)), .postgres(let error): return error.debugDescription
            }
        }
    }

    @Test func `each statement of the sources is among those that are run here`() throws {
        let sources = try StatementSources()
        let known = try Set(Prepared.all().map(\.name)).union(Prepared.elsewhere.keys)
        #expect(sources.factories.count > 90)
        #expect(sources.factories.subtracting(known).sorted() == [], "add a line to Prepared")
        #expect(
            known.subtracting(sources.factories).sorted() == [],
            "take the line out of Prepared"
        )
        #expect(sources.strays == [], "written where nothing prepares it")
    }

    @Test func `every role may ask which schema stands`() async throws {
        try await Store.with { store in
            for pool in [store.owner, store.app, store.report, store.worker] {
                let status = try await SchemaMigration.status(pool)
                #expect(status == .current)
            }
        }
    }
}
