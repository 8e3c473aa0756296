import Foundation
import Testing

@testable import SellerCrypto

@Suite struct `The names of the hashing threads` {
    @Test func `every one of them is found by its name`() throws {
        let threads = HashingThreads(count: 3, queueLimit: 1)
        defer { withExtendedLifetime(threads) {} }
        let wanted: Set = ["hashing-1", "hashing-2", "hashing-3"]
        let end = ContinuousClock.now + .seconds(10)
        var names: Set<String> = []
        while !names.isSuperset(of: wanted), ContinuousClock.now < end {
            names = try Self.names()
        }
        #expect(names.isSuperset(of: wanted), "\(names)")
    }

    /// What Linux calls the threads of this process. One that ends meanwhile has no name.
    private static func names() throws -> Set<String> {
        let folder = "/proc/self/task"
        let threads = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Set(
            threads.compactMap { thread in
                try? String(contentsOfFile: "\(folder)/\(thread)/comm", encoding: .utf8)
                    .trimmingCharacters(in: .newlines)
            }
        )
    }
}
