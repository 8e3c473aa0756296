import Postgres
import SellerStore
import Testing

@Suite struct `Budgets` {
    private func budget(_ kind: String, limit: Int) -> Budget {
        Budget(kind, subject: [7], windowSeconds: 86_400, limit: limit)
    }

    private func used(_ store: Store, _ kind: String) async throws -> Int32? {
        try await store.app.first(
            Statement<Int32>(
                "SELECT sum(used)::integer FROM budget WHERE kind = \(kind) GROUP BY kind"
            )
        )
    }

    @Test func `are counted in their order, and nothing behind a full one`() async throws {
        try await Store.with { store in
            let budgets = [budget("a", limit: 3), budget("b", limit: 1), budget("c", limit: 9)]
            var full: [Int32?] = []
            for _ in 0..<5 { full.append(try await store.app.one(.count(in: budgets))) }
            #expect(full == [nil, 1, 1, 0, 0])
            #expect(try await used(store, "a") == 5)
            #expect(try await used(store, "b") == 3)
            #expect(try await used(store, "c") == 1)
        }
    }
}
