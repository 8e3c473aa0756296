import Testing

@testable import SellerCrypto

@Suite struct `Who is let in to a hash` {
    private struct Refused: Error, Equatable {}

    private func hasher(_ limit: Int) -> PasswordHasher {
        PasswordHasher(threads: 1, queueLimit: limit, memoryBytes: 8 * 1_024, passes: 1)
    }

    @Test func `Rule 12 · one more than may wait is refused before any work, and then let in`()
        async throws
    {
        let hasher = hasher(2)
        let third = await hasher.outcome {
            await hasher.outcome {
                await hasher.outcome { true } ?? false
            } ?? true
        }
        #expect(third == false, "two were let in, and the third was not")
        #expect(await hasher.outcome { 7 } == 7, "all have left")
    }

    @Test func `Rule 12 · who fails leaves too`() async {
        let hasher = hasher(1)
        for _ in 0..<3 {
            await #expect(throws: Refused.self) {
                try await hasher.admit { () throws(Refused) in
                    throw Refused()
                } refused: { _ in
                    Refused()
                }
            }
        }
        #expect(await hasher.outcome { 1 } == 1)
    }
}

extension PasswordHasher {
    /// What the work gave; nil when it was not let in.
    fileprivate func outcome<Value>(_ work: () async -> Value) async -> Value? {
        do throws(HashingError) {
            return try await admit { () throws(HashingError) in
                await work()
            } refused: {
                $0
            }
        } catch {
            return nil
        }
    }
}
