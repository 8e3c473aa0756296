import Testing

@testable import Postgres

@Suite struct `A pipeline's state` {
    /// A pipeline whose connection was made, with nothing to ask.
    private func serving() -> ReadPipelineState {
        var state = ReadPipelineState()
        #expect(state.call(0) == .start)
        #expect(state.connect() == true)
        #expect(state.next() == .ask(0))
        return state
    }

    @Test func `the first question makes the connection, and waits for it`() {
        var state = ReadPipelineState()
        #expect(state.call(1) == .start)
        #expect(state.call(0) == .rest)
        #expect(state.call(1) == .rest)
        #expect(state.connect() == true)
        #expect(state.next() == .ask(1))
        #expect(state.next() == .ask(0))
        #expect(state.next() == .sleep)
    }

    @Test func `only a sleeping thread is woken, and only once`() {
        var state = serving()
        #expect(state.call(0) == .rest)
        #expect(state.next() == .ask(0))
        #expect(state.next() == .sleep)
        #expect(state.call(0) == .wake)
        #expect(state.call(1) == .rest)
        #expect(state.next() == .ask(0))
        #expect(state.call(0) == .rest)
        // Whoever was asked stands behind those who wait.
        #expect(state.next() == .ask(1))
        #expect(state.next() == .ask(0))
    }

    @Test func `a lost connection keeps its questions for the next one`() {
        var state = serving()
        #expect(state.call(0) == .rest)
        #expect(state.lose() == true)
        #expect(state.phase == .connecting)
        #expect(state.call(1) == .rest)
        #expect(state.connect() == true)
        #expect(state.next() == .ask(0))
        #expect(state.next() == .ask(1))
    }

    @Test func `a database that is away is asked nothing until it is back`() {
        var state = serving()
        #expect(state.lose() == true)
        #expect(state.miss() == true)
        #expect(state.phase == .away)
        #expect(state.call(0) == .rest)
        #expect(state.connect() == true)
        #expect(state.next() == .sleep)
        #expect(state.call(0) == .wake)
    }

    @Test func `the end is the end, whatever happens then`() {
        var state = serving()
        _ = state.call(0)
        state.close()
        #expect(state.next() == .stop)
        #expect(state.call(0) == .rest)
        #expect(state.connect() == false)
        #expect(state.lose() == false)
        #expect(state.miss() == false)
        #expect(state.phase == .closed)
    }
}

@Suite struct `Waiting before the next try` {
    @Test(arguments: [0, 0.999]) func `doubles up to its bound, half of it by chance`(
        jitter: Double
    ) {
        var backOff = BackOff()
        #expect(!backOff.isActive)
        let waits = (0..<80).map { _ in backOff.fail(jitter: jitter) }
        #expect(backOff.isActive)
        #expect(waits[0] >= .milliseconds(25) && waits[0] <= .milliseconds(50))
        #expect(waits[1] > waits[0] * 1.9 && waits[1] < waits[0] * 2.1)
        #expect(waits.allSatisfy { $0 <= .milliseconds(2_000) })
        #expect(waits[79] >= .milliseconds(1_000))
        backOff.succeed()
        #expect(backOff.fail(jitter: jitter) == waits[0])
    }
}
