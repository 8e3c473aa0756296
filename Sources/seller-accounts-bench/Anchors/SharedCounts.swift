import Synchronization

/// A number for each thread, taken together at the end.
final class SharedCounts: Sendable {
    private let counts: Mutex<[Int]>

    init(_ threads: Int) {
        counts = Mutex(Array(repeating: 0, count: threads))
    }

    func add(_ thread: Int) {
        counts.withLock { $0[thread] += 1 }
    }

    var total: Int { counts.withLock { $0.reduce(0, +) } }
}
