import DequeModule

/// One question, or several that one caller asks and that stand and fall together.
enum ReadLoad<Question> {
    case one(Question)
    case group([Question])

    /// How many questions they are.
    var count: Int {
        switch self {
        case .one: 1
        case .group(let questions): questions.count
        }
    }
}

/// Who asked what in one shape and who waits for it, as values: one function for each event.
///
/// All wait equally long, so that who asked first also gives up first.
struct ReadLaneState<Question, Waiter> {
    struct Entry {
        let number: UInt64
        let load: ReadLoad<Question>
        let deadline: ContinuousClock.Instant
        /// Nil once its caller has been answered or has gone.
        var waiter: Waiter?
        /// Its batch failed: it is asked by itself, so that no other's fault is taken for its own.
        var isAlone = false
        /// Its connection was lost once.
        var isRepeated = false
    }

    /// What becomes of somebody who asks.
    enum Welcome {
        /// Waits; `isFirst` if nobody waited before, so that the thread has to be told.
        case queued(isFirst: Bool)
        /// The queue is full, or the database is away.
        case refused
    }

    private let room: Int
    private var queue: Deque<Entry> = []
    private var inFlight: [Entry] = []
    /// How many questions wait to be taken.
    private(set) var queuedQuestions = 0
    private(set) var isOpen = true

    init(room: Int) {
        self.room = room
    }

    /// True if questions wait to be taken.
    var hasQuestions: Bool { !queue.isEmpty }

    /// Somebody asks.
    mutating func ask(_ entry: Entry) -> Welcome {
        guard isOpen, queuedQuestions + entry.load.count <= room else { return .refused }
        let isFirst = queue.isEmpty
        queuedQuestions += entry.load.count
        queue.append(entry)
        return .queued(isFirst: isFirst)
    }

    /// Somebody gives up; nil if the answer was given meanwhile. Nobody else notices.
    mutating func leave(number: UInt64) -> Waiter? {
        if let index = inFlight.firstIndex(where: { $0.number == number }) {
            return inFlight[index].waiter.take()
        }
        if let index = queue.firstIndex(where: { $0.number == number }) {
            return queue[index].waiter.take()
        }
        return nil
    }

    /// Time has passed: gives those who have waited long enough.
    mutating func expire(_ now: ContinuousClock.Instant) -> [Waiter] {
        var waiters: [Waiter] = []
        for index in inFlight.indices where inFlight[index].deadline <= now {
            if let waiter = inFlight[index].waiter.take() { waiters.append(waiter) }
        }
        while let first = queue.first, first.deadline <= now {
            if let waiter = popFirst()?.waiter { waiters.append(waiter) }
        }
        return waiters
    }

    /// When the next one has waited long enough; nil if nobody waits.
    var nextDeadline: ContinuousClock.Instant? {
        inFlight.first { $0.waiter != nil }?.deadline ?? queue.first?.deadline
    }

    /// The thread is free: gives everything that waits up to the limit, in order; empty for nothing.
    mutating func take(limit: Int) -> [Question] {
        var questions: [Question] = []
        questions.reserveCapacity(min(limit, queuedQuestions))
        // Popped and not looked at in its place, which would cost an allocation each.
        while let entry = popFirst() {
            guard entry.waiter != nil else { continue }
            let fits = questions.isEmpty || questions.count + entry.load.count <= limit
            if !fits || (entry.isAlone && !questions.isEmpty) {
                putBack(entry)
                break
            }
            inFlight.append(entry)
            switch entry.load {
            case .one(let question): questions.append(question)
            case .group(let group): questions.append(contentsOf: group)
            }
            if entry.isAlone { break }
        }
        return questions
    }

    /// The batch was answered: gives its entries in the order of its questions.
    mutating func answer() -> [Entry] {
        defer { inFlight.removeAll(keepingCapacity: true) }
        return inFlight
    }

    /// The server refused the batch: its only member gets the error, several are asked one by one.
    mutating func fail() -> [Waiter] {
        // After the end nobody asks again.
        if inFlight.count == 1 || !isOpen { return answer().compactMap(\.waiter) }
        putBack { $0.isAlone = true }
        return []
    }

    /// The connection was lost: gives whom that happened to for the second time.
    mutating func lose() -> [Waiter] {
        if !isOpen { return answer().compactMap(\.waiter) }
        var waiters: [Waiter] = []
        for index in inFlight.indices where inFlight[index].isRepeated {
            if let waiter = inFlight[index].waiter.take() { waiters.append(waiter) }
        }
        putBack { $0.isRepeated = true }
        return waiters
    }

    /// The database is away, or the end has come: gives all who wait for their turn.
    mutating func shut() -> [Waiter] {
        isOpen = false
        queuedQuestions = 0
        defer { queue.removeAll() }
        return queue.compactMap(\.waiter)
    }

    /// The database is back.
    mutating func open() {
        isOpen = true
    }

    private mutating func popFirst() -> Entry? {
        guard let entry = queue.popFirst() else { return nil }
        queuedQuestions -= entry.load.count
        return entry
    }

    private mutating func putBack(_ entry: Entry) {
        queuedQuestions += entry.load.count
        queue.prepend(entry)
    }

    private mutating func putBack(_ change: (inout Entry) -> Void) {
        for var entry in inFlight.reversed() where entry.waiter != nil {
            change(&entry)
            putBack(entry)
        }
        inFlight.removeAll(keepingCapacity: true)
    }
}

extension ReadLoad: Sendable where Question: Sendable {}
extension ReadLaneState.Entry: Sendable where Question: Sendable, Waiter: Sendable {}
