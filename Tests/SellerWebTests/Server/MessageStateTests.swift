import NIOCore
import NIOHTTP1
import Testing

@testable import SellerWeb

/// Ten seconds for a head, thirty for a body, and 100 bytes of a body that nobody wants.
private func at(_ seconds: UInt64) -> NIODeadline {
    .uptimeNanoseconds(seconds * 1_000_000_000)
}

private let figures = ServingFigures()

private func opened() -> MessageState {
    let rules = MessageRules(
        headTime: .seconds(10),
        bodyTime: .seconds(30),
        idleTime: .seconds(60),
        unwantedBytes: 100,
        figures: figures
    )
    return MessageState(rules, openedAt: at(0))
}

@Suite struct `The messages of a connection` {
    @Test func `security 18 · a head has its time from its first byte, however slowly it drips`() {
        var state = opened()
        state.head(at: at(1), isLast: false)
        state.messageEnd(at: at(1))
        #expect(state.answered(at: at(2)) == .nothing)
        #expect(state.deadline == at(62), "between requests the idle time counts")
        for second in 50...59 { state.bytes(at: at(UInt64(second))) }
        #expect(state.deadline == at(60))
        #expect(state.expired(at: at(59)) == .nothing)
        #expect(state.expired(at: at(60)) == .refuse(.requestTimeout))
        #expect(state.hasEnded)
    }

    @Test func `security 18 · a connection that says nothing is closed, once`() {
        var state = opened()
        #expect(state.expired(at: at(10)) == .close)
        #expect(state.deadline == nil)
        #expect(state.expired(at: at(11)) == .nothing)
    }

    @Test func `security 18 · a connection that rests has its idle time from the last answer`() {
        var state = opened()
        state.head(at: at(1), isLast: false)
        state.messageEnd(at: at(1))
        #expect(state.deadline == nil, "the answer is ours to give")
        #expect(state.answered(at: at(20)) == .nothing)
        #expect(state.expired(at: at(79)) == .nothing)
        #expect(state.expired(at: at(80)) == .end)
        #expect(state.deadline == nil)
    }

    @Test func `security 18 · a body has its time from its head, however slowly it drips`() {
        var state = opened()
        state.head(at: at(5), isLast: false)
        for _ in 0..<20 { #expect(state.body(1) == .nothing) }
        #expect(state.deadline == at(35))
        #expect(state.isIdle, "it may make room as long as its message is not there")
        #expect(state.expired(at: at(35)) == .refuse(.requestTimeout))
        #expect(state.isReceivingBody, "cut now, it is no whole message")
    }

    @Test func `the time of a message begins when those before it are answered`() {
        var state = opened()
        state.head(at: at(1), isLast: false)
        state.messageEnd(at: at(1))
        state.bytes(at: at(2))
        #expect(state.deadline == nil)
        #expect(state.answered(at: at(100)) == .nothing)
        #expect(state.deadline == at(110))
        state.head(at: at(101), isLast: false)
        state.messageEnd(at: at(1))
        state.head(at: at(102), isLast: false)
        #expect(state.deadline == nil)
        #expect(state.answered(at: at(200)) == .nothing)
        #expect(state.deadline == at(230))
    }

    @Test func `a refusal comes behind the answers to earlier requests`() {
        var state = opened()
        state.head(at: at(1), isLast: false)
        state.messageEnd(at: at(1))
        #expect(state.refuse(.badRequest) == .nothing)
        #expect(!state.isListening)
        state.answerBegins(closes: false, announced: 0)
        #expect(state.answered(at: at(2)) == .refuse(.badRequest))
    }

    @Test func `a body that goes wrong behind its answer ends the connection without another`() {
        var state = opened()
        state.head(at: at(1), isLast: false)
        state.answerBegins(closes: false, announced: 0)
        #expect(state.refuse(.badRequest) == .nothing)
        #expect(state.answered(at: at(2)) == .end)
    }

    @Test func `a little of a body is read behind its refusal, and no more`() {
        var state = opened()
        state.head(at: at(1), isLast: false)
        #expect(state.body(1_000) == .nothing, "before the answer, whoever reads it bounds it")
        state.answerBegins(closes: false, announced: 0)
        #expect(state.answered(at: at(2)) == .nothing)
        #expect(state.body(100) == .nothing)
        #expect(state.body(1) == .end)
    }

    @Test(arguments: [(100, false), (101, true)])
    func `a body that is announced as too long ends the connection with its answer`(
        announced: Int,
        closes: Bool
    ) {
        var state = opened()
        state.head(at: at(1), isLast: false)
        state.answerBegins(closes: false, announced: announced)
        #expect(state.closes == closes)
        #expect(state.answered(at: at(2)) == (closes ? .end : .nothing))
    }

    @Test func `nothing is taken for a request behind the last one`() {
        var state = opened()
        state.head(at: at(1), isLast: true)
        #expect(state.isListening, "its body")
        state.messageEnd(at: at(1))
        #expect(!state.isListening)
        state.answerBegins(closes: false, announced: 0)
        #expect(state.closes)
        #expect(state.answered(at: at(2)) == .end)
    }

    @Test func `a server that stops ends a connection with the answer to its last request`() {
        var state = opened()
        for _ in 0..<2 {
            state.head(at: at(1), isLast: false)
            state.messageEnd(at: at(1))
        }
        state.stop()
        state.answerBegins(closes: false, announced: 0)
        #expect(!state.closes)
        #expect(state.answered(at: at(2)) == .nothing)
        state.answerBegins(closes: false, announced: 0)
        #expect(state.closes)
        #expect(state.answered(at: at(3)) == .end)
    }

    @Test func `only a connection without a whole request makes room`() {
        var state = opened()
        #expect(state.isIdle)
        state.head(at: at(1), isLast: false)
        #expect(state.isIdle)
        state.messageEnd(at: at(1))
        #expect(!state.isIdle)
        state.answerBegins(closes: false, announced: 0)
        #expect(!state.isIdle)
        #expect(state.answered(at: at(2)) == .nothing)
        #expect(state.isIdle)
    }
}
