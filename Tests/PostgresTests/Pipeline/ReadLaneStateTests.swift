import Testing

@testable import Postgres

/// The decisions of a lane, with numbers for questions and letters for those who wait.
@Suite struct `A lane's state` {
    typealias State = ReadLaneState<Int, Character>

    private let start = ContinuousClock.now

    private func entry(
        _ number: UInt64,
        _ load: ReadLoad<Int>,
        _ waiter: Character
    ) -> State.Entry {
        // A second apart, so that each deadline can be named.
        let deadline = start.advanced(by: .seconds(Int(number)))
        return State.Entry(number: number, load: load, deadline: deadline, waiter: waiter)
    }

    /// A lane in which a, b, c and so on have asked 1, 2, 3 and so on.
    private func lane(asked count: Int, room: Int = 100) -> State {
        var state = State(room: room)
        for number in 1...count {
            let letter = Character(UnicodeScalar(UInt8(96 + number)))
            _ = state.ask(entry(UInt64(number), .one(number), letter))
        }
        return state
    }

    @Test func `everything that waits is taken at once, in order, up to the limit`() {
        var state = lane(asked: 5)
        #expect(state.take(limit: 3) == [1, 2, 3])
        #expect(state.answer().compactMap(\.waiter) == ["a", "b", "c"])
        #expect(state.hasQuestions)
        #expect(state.take(limit: 3) == [4, 5])
        #expect(!state.hasQuestions)
        #expect(state.answer().compactMap(\.waiter) == ["d", "e"])
        #expect(state.take(limit: 3) == [])
    }

    @Test func `only the first one has to tell the thread`() {
        var state = State(room: 10)
        guard case .queued(isFirst: true) = state.ask(entry(1, .one(1), "a")),
            case .queued(isFirst: false) = state.ask(entry(2, .one(2), "b"))
        else {
            Issue.record("the thread was told too little or too much")
            return
        }
        _ = state.take(limit: 10)
        guard case .queued(isFirst: true) = state.ask(entry(3, .one(3), "c")) else {
            Issue.record("what is at the server does not wait in the queue")
            return
        }
    }

    @Test func `a full lane refuses, and takes again what fits`() {
        var state = lane(asked: 3, room: 4)
        guard case .refused = state.ask(entry(4, .group([4, 5]), "x")),
            case .queued = state.ask(entry(5, .one(4), "d")),
            case .refused = state.ask(entry(6, .one(5), "e"))
        else {
            Issue.record("the room was not kept")
            return
        }
        _ = state.take(limit: 2)
        guard case .queued = state.ask(entry(7, .group([6, 7]), "f")) else {
            Issue.record("the room was not freed")
            return
        }
    }

    @Test func `a group stays together and may be larger than the limit only alone`() {
        var state = lane(asked: 1)
        _ = state.ask(entry(2, .group([2, 3, 4]), "g"))
        _ = state.ask(entry(3, .one(5), "e"))
        #expect(state.take(limit: 2) == [1])
        _ = state.answer()
        #expect(state.take(limit: 2) == [2, 3, 4])
        #expect(state.answer().map(\.load.count) == [3])
        #expect(state.take(limit: 2) == [5])
    }

    @Test func `who leaves is asked no more, and disturbs nobody`() {
        var state = lane(asked: 3)
        #expect(state.leave(number: 2) == "b")
        #expect(state.leave(number: 2) == nil)
        #expect(state.take(limit: 10) == [1, 3])
        #expect(state.leave(number: 3) == "c")
        // The answer to 3 comes all the same, and keeps its place.
        #expect(state.answer().map(\.waiter) == ["a", nil])
    }

    @Test func `a failed batch is asked one by one, before those who came later`() {
        var state = lane(asked: 3)
        _ = state.take(limit: 10)
        _ = state.ask(entry(4, .one(4), "d"))
        _ = state.ask(entry(5, .one(5), "e"))
        #expect(state.fail() == [])
        #expect(state.take(limit: 10) == [1])
        #expect(state.answer().map(\.waiter) == ["a"])
        #expect(state.take(limit: 10) == [2])
        #expect(state.fail() == ["b"])
        #expect(state.take(limit: 10) == [3])
        #expect(state.answer().map(\.waiter) == ["c"])
        #expect(state.take(limit: 10) == [4, 5])
    }

    @Test func `a lost batch is asked again once, and never a third time`() {
        var state = lane(asked: 2)
        _ = state.take(limit: 10)
        #expect(state.lose() == [])
        _ = state.ask(entry(3, .one(3), "c"))
        #expect(state.take(limit: 10) == [1, 2, 3])
        #expect(state.lose() == ["a", "b"])
        #expect(state.take(limit: 10) == [3])
        #expect(state.lose() == ["c"])
        #expect(state.take(limit: 10) == [])
    }

    @Test func `time passes for those at the server and for those who wait`() {
        var state = lane(asked: 4)
        #expect(state.nextDeadline == start.advanced(by: .seconds(1)))
        _ = state.take(limit: 2)
        #expect(state.expire(start.advanced(by: .seconds(3))) == ["a", "b", "c"])
        #expect(state.nextDeadline == start.advanced(by: .seconds(4)))
        #expect(state.answer().map(\.waiter) == [nil, nil])
        #expect(state.take(limit: 2) == [4])
        #expect(state.expire(start.advanced(by: .seconds(5))) == ["d"])
        #expect(state.nextDeadline == nil)
        // Nobody is left to ask again for.
        #expect(state.lose() == [])
        #expect(!state.hasQuestions)
    }

    @Test func `a shut lane refuses until it is opened`() {
        var state = lane(asked: 3)
        _ = state.take(limit: 1)
        #expect(state.shut() == ["b", "c"])
        guard case .refused = state.ask(entry(4, .one(4), "d")) else {
            Issue.record("a shut lane took a question")
            return
        }
        #expect(state.answer().map(\.waiter) == ["a"])
        state.open()
        guard case .queued(isFirst: true) = state.ask(entry(5, .one(5), "e")) else {
            Issue.record("an open lane refused")
            return
        }
    }

    @Test func `what fails at the server after the end is not asked again`() {
        for isLost in [false, true] {
            var state = lane(asked: 3)
            _ = state.take(limit: 2)
            #expect(state.shut() == ["c"])
            #expect((isLost ? state.lose() : state.fail()) == ["a", "b"])
            #expect(!state.hasQuestions)
        }
    }
}
