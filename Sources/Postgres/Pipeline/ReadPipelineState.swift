import DequeModule

/// Whether questions can be asked and whose turn it is, as values: one function for each event.
struct ReadPipelineState {
    /// What has become of the connection.
    enum Phase {
        /// Nobody has asked yet, so there is none.
        case resting
        /// It is being made; questions wait for it.
        case connecting
        /// It answers.
        case serving
        /// The database cannot be reached; questions are refused.
        case away
        /// There will never be one again.
        case closed
    }

    /// What follows from the first question of a lane.
    enum Call {
        /// Start serving.
        case start
        /// Wake the thread, which sleeps.
        case wake
        /// Nothing: the thread comes by.
        case rest
    }

    /// What the thread does next.
    enum Step: Equatable {
        /// Ask what waits in this lane.
        case ask(Int)
        /// Sleep until something happens.
        case sleep
        /// End.
        case stop
    }

    private(set) var phase = Phase.resting
    private var ready: Deque<Int> = []
    private var isSleeping = false

    /// A lane has questions again.
    mutating func call(_ lane: Int) -> Call {
        if phase == .away || phase == .closed { return .rest }
        // A lane stands once in the line, so that each shape gets its turn.
        if !ready.contains(lane) { ready.append(lane) }
        if phase == .resting {
            phase = .connecting
            return .start
        }
        defer { isSleeping = false }
        return isSleeping ? .wake : .rest
    }

    /// The thread is free.
    mutating func next() -> Step {
        isSleeping = false
        if phase == .closed { return .stop }
        if let lane = ready.popFirst() { return .ask(lane) }
        isSleeping = true
        return .sleep
    }

    /// A connection was made; false if it is wanted no more.
    mutating func connect() -> Bool {
        if phase == .closed { return false }
        phase = .serving
        return true
    }

    /// The connection was lost; false if no other is wanted.
    mutating func lose() -> Bool {
        isSleeping = false
        if phase == .closed { return false }
        phase = .connecting
        return true
    }

    /// No connection can be made; false if none is wanted.
    mutating func miss() -> Bool {
        ready.removeAll()
        if phase == .closed { return false }
        phase = .away
        return true
    }

    /// The end.
    mutating func close() {
        phase = .closed
        ready.removeAll()
        isSleeping = false
    }
}
