import Synchronization

/// Counts who is on the way to a hash and from it, so that a flood is refused before it costs anything.
final class HashingAdmission: Sendable {
    private let limit: Int
    private let count = Atomic<Int>(0)

    /// Lets so many in at a time.
    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    /// Lets one in, unless there are too many; gives whether it did.
    func enter() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            count.subtract(1, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Lets one out who was let in.
    func leave() {
        count.subtract(1, ordering: .relaxed)
    }
}
