/// Who waits for a hashing thread, and who is next: a value that decides and does nothing.
struct HashingQueue<Job> {
    /// One that waits.
    struct Entry {
        let id: UInt64
        let since: ContinuousClock.Instant
        let job: Job
    }

    /// Longer than any page's patience and than the queue takes on a slow machine (48 hashes of
    /// 100 ms on one thread); whoever waited this long has gone, and hashing would be wasted.
    static var waitLimit: Duration { .seconds(5) }

    /// Under pressure the newest are served first, and who is overtaken so long will be overtaken on:
    /// told at once, they come back when there is room. Source: performance.md, P10, refusals within
    /// 200 ms, less what the answer itself takes.
    static var pressureLimit: Duration { .milliseconds(150) }

    private let limit: Int
    private var waiting: [Entry] = []
    private var lastID: UInt64 = 0

    /// Makes an empty queue where at most `limit` wait.
    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    /// Whether no more are taken.
    var isFull: Bool { waiting.count >= limit }

    private var isUnderPressure: Bool { waiting.count * 2 > limit }

    /// How many wait.
    var count: Int { waiting.count }

    /// Puts a job in the queue and gives its number, or nil when the queue is full.
    mutating func add(_ job: Job, at now: ContinuousClock.Instant) -> UInt64? {
        guard !isFull else { return nil }
        lastID += 1
        waiting.append(Entry(id: lastID, since: now, job: job))
        return lastID
    }

    /// Takes a waiting job out, or gives nil when its turn has come already.
    mutating func remove(_ id: UInt64) -> Job? {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return nil }
        return waiting.remove(at: index).job
    }

    /// Takes out all who waited too long: they are refused.
    mutating func removeLate(at now: ContinuousClock.Instant) -> [Job] {
        var late: [Job] = []
        while let first = waiting.first {
            let patience = isUnderPressure ? Self.pressureLimit : Self.waitLimit
            guard first.since.duration(to: now) > patience else { break }
            late.append(waiting.removeFirst().job)
        }
        return late
    }

    /// Takes the next: the oldest, but the newest while more than half of the queue is taken.
    ///
    /// Under pressure the oldest have the least patience left; serving them first would make
    /// everybody late. Source: performance.md, sign-in.
    mutating func next() -> Job? {
        guard !waiting.isEmpty else { return nil }
        return isUnderPressure ? waiting.removeLast().job : waiting.removeFirst().job
    }
}
