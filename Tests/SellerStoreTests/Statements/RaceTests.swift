import FoundationEssentials
import Postgres
import SellerModel
import SellerStore
import Testing

@Suite struct `One-time statements in parallel` {
    /// How many ask at once: more than the pool has connections, so that some wait their turn.
    private static let askers = 8

    /// How many of many parallel transactions were told yes.
    private func winners<Row: Sendable>(
        _ pool: PostgresPool,
        _ statement: Statement<Row>
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<Self.askers {
                group.addTask {
                    try await pool.transaction { (tx) async throws(PostgresError) in
                        try await tx.first(statement) != nil
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test func `SEED-16 · one code that is given eight times at once is taken once`() async throws {
        try await Store.with { store in
            let method: ID<Method> = try named("00000000-0000-0000-0000-0000000000e1")
            let login: ID<Login> = try named("00000000-0000-0000-0000-0000000000c1")
            let step = Statement.useStep(100, of: method, login: login, on: .known)
            let first = try await winners(store.app, step)
            #expect(first == 1)
            let older = try await winners(
                store.app,
                .useStep(99, of: method, login: login, on: .known)
            )
            #expect(older == 0)
            let newer = try await winners(
                store.app,
                .useStep(101, of: method, login: login, on: .known)
            )
            #expect(newer == 1)
        }
    }

    @Test func `SEED-01 · a login is enrolled for the first time once`() async throws {
        try await Store.with { store in
            let login: ID<Login> = try named("00000000-0000-0000-0000-0000000000c3")
            let first = try await winners(store.app, .enrollFirst(login))
            #expect(first == 1)
            let again = try await winners(store.app, .enrollFirst(login))
            #expect(again == 0)
        }
    }

    @Test func `an attempt opens one session`() async throws {
        try await Store.with { store in
            let attempt: ID<Attempt> = try named("00000000-0000-0000-0000-0000000000f1")
            let won = try await winners(
                store.app,
                .completeAttempt(attempt, from: .codeRequired)
            )
            #expect(won == 1)
        }
    }

    @Test func `tries are counted one by one, also at once`() async throws {
        try await Store.with { store in
            let method: ID<Method> = try named("00000000-0000-0000-0000-0000000000e1")
            let login: ID<Login> = try named("00000000-0000-0000-0000-0000000000c1")
            var limits = Limits()
            limits.failuresBeforePause = 5
            let counted = try await winners(
                store.app,
                .countTry(at: method, of: login, limits: limits)
            )
            // The fifth pauses the method: the rest is refused before anything is compared.
            #expect(counted == 5)
            let failures = try await store.owner.count(
                """
                SELECT failures::bigint
                FROM two_step_method
                WHERE method_id = '00000000-0000-0000-0000-0000000000e1'
                """
            )
            #expect(failures == 5)
        }
    }
}
