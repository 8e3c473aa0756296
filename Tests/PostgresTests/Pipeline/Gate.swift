import Synchronization

/// One comes in and stays until another lets it out.
actor Gate {
    private var isInside = false
    private var isOpen = false
    private var inside: CheckedContinuation<Void, Never>?
    private var outside: CheckedContinuation<Void, Never>?

    /// Comes in, and stays until `leave`.
    func enter() async {
        isInside = true
        outside?.resume()
        outside = nil
        if isOpen { return }
        await withCheckedContinuation { inside = $0 }
    }

    /// Waits until somebody has come in.
    func untilEntered() async {
        if isInside { return }
        await withCheckedContinuation { outside = $0 }
    }

    /// Lets out who is inside, and whoever comes in.
    func leave() {
        isOpen = true
        inside?.resume()
        inside = nil
    }
}

/// How many questions each batch had.
final class Sizes: Sendable {
    private let sizes = Mutex<[Int]>([])

    func note(_ size: Int) {
        sizes.withLock { $0.append(size) }
    }

    var all: [Int] { sizes.withLock { $0 } }
}
