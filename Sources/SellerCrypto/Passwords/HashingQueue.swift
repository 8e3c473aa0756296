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

    private let limit: Int
    private var waiting: [Entry] = []
    private var lastID: UInt64 = 0

    /// Makes an empty queue where at most `limit` wait.
    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    /// How many wait.
    var count: Int { waiting.count }

    /// Puts a job in the queue and gives its number, or nil when the queue is full.
    mutating func add(_ job: Job, at now: ContinuousClock.Instant) -> UInt64? {
        guard waiting.count < limit else { return nil }
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
        let late = waiting.prefix { $0.since.duration(to: now) > Self.waitLimit }
        waiting.removeFirst(late.count)
        return late.map(\.job)
    }

    /// Takes the next: the oldest, for nobody is overtaken.
    ///
    /// Serving the newest first while many wait was tried: those at the other end then wait for a
    /// refusal, and the queue is too short for anybody to be late in it.
    mutating func next() -> Job? {
        waiting.isEmpty ? nil : waiting.removeFirst().job
    }
}
