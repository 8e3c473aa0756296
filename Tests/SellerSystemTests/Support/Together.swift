import Postgres

extension SystemFixture {
    /// How many requests are under way at once: three servers get more than their pools hold.
    private static let atOnce = 64

    /// Asks `count` times, as many at once as `atOnce`, in turn at every server.
    func together(
        _ count: Int,
        _ ask: @escaping @Sendable (HTTPClient, Int) async throws -> Answer
    ) async throws -> [Answer] {
        let clients = servers.map(\.client)
        return try await withThrowingTaskGroup(of: Answer.self) { group in
            var answers: [Answer] = []
            for index in 0..<count {
                if index >= Self.atOnce, let answer = try await group.next() {
                    answers.append(answer)
                }
                let client = clients[index % clients.count]
                group.addTask { try await ask(client, index) }
            }
            for try await answer in group { answers.append(answer) }
            return answers
        }
    }

    /// The same, for a question that does not depend on the try.
    func together(
        _ count: Int,
        _ ask: @escaping @Sendable (HTTPClient) async throws -> Answer
    ) async throws -> [Answer] {
        try await together(count) { client, _ in try await ask(client) }
    }

    /// A number that the database gives.
    func count(_ sql: SQL) async throws -> Int64 {
        try await pool.one(Statement<Int64>(sql))
    }
}
