import Postgres
import Synchronization
import Testing

@Suite struct `COPY in` {
    /// Gives each text once, then nothing more.
    private func source(_ texts: [String]) -> @Sendable () async throws -> [UInt8]? {
        let next = Atomic<Int>(0)
        let chunks = texts.map { Array($0.utf8) }
        return {
            let index = next.add(1, ordering: .relaxed).oldValue
            return index < chunks.count ? chunks[index] : nil
        }
    }

    @Test func `takes rows from a source and counts them`() async throws {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 1 }) { pool in
            let count = try await pool.copy(fishIn, from: source(["pike,3\nten", "ch,4\n", ""]))
            #expect(count == 2)
            let text = try await pool.text(of: fishOut)
            #expect(text == "carp,900\neel,\npike,3\ntench,4\n")
        }
    }

    @Test func `is all or nothing`() async throws {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 1 }) { pool in
            let broken = source(["pike,3\n", "tench,-4\n"])
            do {
                try await pool.copy(fishIn, from: broken)
                Issue.record("a row that breaks a rule was taken")
            } catch let error as PostgresError {
                #expect(error.constraint == "fish_weight_positive")
            }
            await #expect(throws: Enough.self) {
                try await pool.copy(fishIn) { throw Enough() }
            }
            do throws(TransactionError<Enough>) {
                try await pool.transaction { (transaction) throws(Enough) in
                    _ = try? await transaction.copy(fishIn, from: source(["pike,3\n"]))
                    throw Enough()
                }
            } catch {
                #expect(error == .body(Enough()))
            }
            let text = try await pool.text(of: fishOut)
            #expect(text == "carp,900\neel,\n")
        }
    }

    @Test func `that broke off is not committed, whatever its transaction makes of it`()
        async throws
    {
        try await withPool(setup: copyPond, change: { $0.maximumConnections = 1 }) { pool in
            let once = source(["pike,3\n"])
            do throws(TransactionError<PostgresError>) {
                try await pool.transaction { (transaction) throws(PostgresError) in
                    _ = try? await transaction.copy(fishIn) {
                        guard let bytes = try await once() else { throw Enough() }
                        return bytes
                    }
                }
                Issue.record("half of the rows were committed")
            } catch {
                #expect(error.error.code == .server)
            }
            let text = try await pool.text(of: fishOut)
            #expect(text == "carp,900\neel,\n")
        }
    }

    @Test func `and statements share a transaction`() async throws {
        try await withPool(setup: copyPond) { pool in
            let sum = try await pool.transaction { (transaction) throws(PostgresError) in
                _ = try? await transaction.copy(fishIn, from: source(["pike,3\n", "tench,4\n"]))
                return try await transaction.one(
                    Statement<Int64>("SELECT sum(weight)::bigint FROM fish")
                )
            }
            #expect(sum == 907)
        }
    }
}
