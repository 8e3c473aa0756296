import DequeModule

/// Who holds which connection and who waits, as values: one function for each event.
struct PoolState<Connection, Waiter> {
    /// What somebody who asked may do now.
    enum Answer {
        /// Use this connection.
        case use(Connection)
        /// Make a connection; its place is counted already.
        case connect
        /// Wait: the waiter stands in the queue under this number.
        case wait
        /// The pool is closed, or the database is away and was asked a moment ago.
        case refused
    }

    /// What follows from a connection that came back, or from a place that became free.
    enum Handover {
        /// Give the connection to this waiter.
        case give(Connection, to: Waiter)
        /// Let this waiter make a connection of its own.
        case letConnect(Waiter)
        /// Refuse these: there is no connection left to wait for, and none to be had.
        case refuse([Waiter])
        /// The connection is needed no more.
        case drop
        /// Nothing to do.
        case rest
    }

    private let maximum: Int
    private var idle: [Connection] = []
    private var waiters: Deque<(number: UInt64, waiter: Waiter)> = []
    private(set) var count = 0
    private(set) var isClosed = false
    private var backOff = BackOff()
    private var pausedUntil: ContinuousClock.Instant?

    init(maximum: Int) {
        self.maximum = maximum
    }

    /// How many stand in the queue.
    var waiting: Int { waiters.count }

    /// Somebody asks for a connection. The last one used comes first: it is warm.
    mutating func ask(
        number: UInt64,
        waiter: Waiter,
        at now: ContinuousClock.Instant = .now
    ) -> Answer {
        if isClosed { return .refused }
        // Nobody overtakes those who wait already.
        if waiters.isEmpty {
            if let connection = idle.popLast() { return .use(connection) }
            if isPaused(now) {
                if count == 0 { return .refused }
            } else if count < maximum {
                count += 1
                return .connect
            }
        }
        waiters.append((number, waiter))
        return .wait
    }

    /// A waiter gives up, or its time is over; nil if it was served meanwhile.
    mutating func leave(number: UInt64) -> Waiter? {
        guard let index = waiters.firstIndex(where: { $0.number == number }) else { return nil }
        return waiters.remove(at: index).waiter
    }

    /// A connection came back in good order.
    mutating func giveBack(_ connection: Connection) -> Handover {
        if isClosed {
            count -= 1
            return .drop
        }
        if let next = waiters.popFirst() { return .give(connection, to: next.waiter) }
        idle.append(connection)
        return .rest
    }

    /// A connection broke or was retired: its place is free.
    mutating func lose(at now: ContinuousClock.Instant = .now) -> Handover {
        if isPaused(now) { return leavePlace() }
        if !isClosed, let next = waiters.popFirst() { return .letConnect(next.waiter) }
        count -= 1
        return .rest
    }

    /// A connection was made: the database is there.
    mutating func connect() {
        backOff.succeed()
        pausedUntil = nil
    }

    /// A connection could not be made: nobody tries again for a while.
    mutating func miss(
        at now: ContinuousClock.Instant = .now,
        jitter: Double = .random(in: 0..<1)
    ) -> Handover {
        pausedUntil = now.advanced(by: backOff.fail(jitter: jitter))
        return leavePlace()
    }

    private mutating func leavePlace() -> Handover {
        count -= 1
        // As long as others hold connections, one of those may come back.
        if count > 0 || waiters.isEmpty { return .rest }
        defer { waiters = [] }
        return .refuse(waiters.map(\.waiter))
    }

    private func isPaused(_ now: ContinuousClock.Instant) -> Bool {
        guard let pausedUntil else { return false }
        return now < pausedUntil
    }

    /// Nobody is served any more; gives who waited and what rested.
    mutating func close() -> (waiters: [Waiter], idle: [Connection]) {
        isClosed = true
        defer {
            count -= idle.count
            waiters = []
            idle = []
        }
        return (waiters.map(\.waiter), idle)
    }
}
