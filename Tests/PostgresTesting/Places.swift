/// How many tests may have a schema at once; the rest wait in line.
///
/// Swift Testing starts all tests together. A hundred of them at once would need more connections
/// and locks than the server has, and would measure time-outs instead of rules.
actor Places {
    /// Three to each of two cores keeps them busy while some wait for the server.
    static let shared = Places(count: 6)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(count: Int) {
        free = count
    }

    func take() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
