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
        /// The pool is closed.
        case refused
    }

    /// What follows from a connection that came back, or from a place that became free.
    enum Handover {
        /// Give the connection to this waiter.
        case give(Connection, to: Waiter)
        /// Let this waiter make a connection of its own.
        case letConnect(Waiter)
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

    init(maximum: Int) {
        self.maximum = maximum
    }

    /// How many stand in the queue.
    var waiting: Int { waiters.count }

    /// Somebody asks for a connection. The last one used comes first: it is warm.
    mutating func ask(number: UInt64, waiter: Waiter) -> Answer {
        if isClosed { return .refused }
        // Nobody overtakes those who wait already.
        if waiters.isEmpty {
            if let connection = idle.popLast() { return .use(connection) }
            if count < maximum {
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

    /// A connection broke, was retired or could not be made: its place is free.
    mutating func lose() -> Handover {
        if !isClosed, let next = waiters.popFirst() { return .letConnect(next.waiter) }
        count -= 1
        return .rest
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
