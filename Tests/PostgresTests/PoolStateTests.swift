import Testing

@testable import Postgres

/// The pool's decisions, with numbers for connections and letters for those who wait.
@Suite struct `The pool's state` {
    typealias State = PoolState<Int, Character>

    /// A pool of one whose place is taken.
    private func taken() -> State {
        var state = State(maximum: 1)
        guard case .connect = state.ask(number: 0, waiter: "a") else {
            Issue.record("the first caller may connect")
            return state
        }
        return state
    }

    @Test func `the last connection used is the first one given`() {
        var state = State(maximum: 2)
        _ = state.ask(number: 0, waiter: "a")
        _ = state.ask(number: 1, waiter: "b")
        _ = state.giveBack(1)
        _ = state.giveBack(2)
        guard case .use(2) = state.ask(number: 2, waiter: "c") else {
            Issue.record("another connection was given")
            return
        }
        #expect(state.count == 2)
    }

    @Test func `those who wait are served in the order of asking`() {
        var state = taken()
        _ = state.ask(number: 1, waiter: "b")
        _ = state.ask(number: 2, waiter: "c")
        guard case .give(7, to: "b") = state.giveBack(7), case .give(7, to: "c") = state.giveBack(7)
        else {
            Issue.record("somebody overtook")
            return
        }
        #expect(state.waiting == 0)
    }

    @Test func `a lost connection leaves its place to the next one`() {
        var state = taken()
        _ = state.ask(number: 1, waiter: "b")
        guard case .letConnect("b") = state.lose() else {
            Issue.record("the place was lost")
            return
        }
        #expect(state.count == 1)
        guard case .rest = state.lose() else {
            Issue.record("nobody waits")
            return
        }
        #expect(state.count == 0)
    }

    @Test func `who gives up is served no more, and leaves only once`() {
        var state = taken()
        _ = state.ask(number: 1, waiter: "b")
        #expect(state.leave(number: 1) == "b")
        #expect(state.leave(number: 1) == nil)
        guard case .rest = state.giveBack(7) else {
            Issue.record("somebody who left was served")
            return
        }
    }

    @Test func `a closed pool refuses, and drops what comes back`() {
        var state = taken()
        _ = state.ask(number: 1, waiter: "b")
        let (waiters, idle) = state.close()
        #expect(waiters == ["b"])
        #expect(idle == [])
        guard case .refused = state.ask(number: 2, waiter: "c"), case .drop = state.giveBack(7)
        else {
            Issue.record("a closed pool served")
            return
        }
        #expect(state.count == 0)
    }

    @Test func `after a failure nobody tries until the pause is over`() {
        let start = ContinuousClock.now
        var state = taken()
        _ = state.ask(number: 1, waiter: "b")
        guard case .refuse(["b"]) = state.miss(at: start, jitter: 0) else {
            Issue.record("those who waited for nothing were not told")
            return
        }
        #expect(state.count == 0)
        let early = start.advanced(by: .milliseconds(24))
        guard case .refused = state.ask(number: 2, waiter: "c", at: early) else {
            Issue.record("the database was asked again at once")
            return
        }
        let late = start.advanced(by: .milliseconds(26))
        guard case .connect = state.ask(number: 3, waiter: "d", at: late) else {
            Issue.record("the database was not asked again")
            return
        }
        _ = state.miss(at: late, jitter: 0)
        // Twice as long as the first time.
        guard
            case .refused = state.ask(
                number: 4,
                waiter: "e",
                at: late.advanced(by: .milliseconds(49))
            )
        else {
            Issue.record("the second pause was no longer than the first")
            return
        }
    }

    @Test func `a success ends the pause`() {
        let now = ContinuousClock.now
        var state = State(maximum: 3)
        _ = state.ask(number: 0, waiter: "a", at: now)
        _ = state.ask(number: 1, waiter: "b", at: now)
        _ = state.miss(at: now, jitter: 0)
        // Somebody else may still succeed, so the next one waits for that.
        guard case .wait = state.ask(number: 2, waiter: "c", at: now) else {
            Issue.record("the pause was not kept")
            return
        }
        state.connect()
        guard case .letConnect("c") = state.lose(at: now) else {
            Issue.record("the pause outlived the success")
            return
        }
    }

    @Test func `those who wait stay while others hold connections`() {
        let now = ContinuousClock.now
        var state = State(maximum: 2)
        _ = state.ask(number: 0, waiter: "a", at: now)
        _ = state.ask(number: 1, waiter: "b", at: now)
        _ = state.ask(number: 2, waiter: "c", at: now)
        guard case .rest = state.miss(at: now, jitter: 0), state.waiting == 1 else {
            Issue.record("a waiter was refused although a connection may come back")
            return
        }
        guard case .give(7, to: "c") = state.giveBack(7) else {
            Issue.record("the connection that came back was not given")
            return
        }
        _ = state.ask(number: 3, waiter: "d", at: now)
        guard case .refuse(["d"]) = state.lose(at: now) else {
            Issue.record("the last one was lost, and its waiter not told")
            return
        }
    }
}
