import ArgumentParser
import Dispatch

/// ARG: as many Argon2id hashes as two threads make, as libsodium ships it.
struct Argon2Loop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "argon2",
        abstract: "Hash on two threads for some seconds; prints hashes a second."
    )

    @Option(help: "How long.") var seconds = 3.0

    private static let threads = 2

    func run() throws {
        let begin = ContinuousClock.now
        let end = begin + .milliseconds(Int(seconds * 1_000))
        let counts = SharedCounts(Self.threads)
        DispatchQueue.concurrentPerform(iterations: Self.threads) { thread in
            while ContinuousClock.now < end {
                guard Argon2Anchor.hashOnce() else { return }
                counts.add(thread)
            }
        }
        let total = counts.total
        guard total > 0 else { throw ValidationError("libsodium refused to hash.") }
        Output.line(Output.decimal(Double(total) / begin.duration(to: .now).inSeconds))
    }
}

extension Duration {
    /// The duration in seconds.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
