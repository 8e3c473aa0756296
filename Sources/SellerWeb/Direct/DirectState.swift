import NIOCore
import NIOHTTP1

/// Where a connection stands between direct and ordinary answers: pure, one function for each event.
///
/// A request is answered directly only while no other is open, so that answers keep their order.
struct DirectState {
    /// A request that may be answered directly.
    struct Request {
        let head: HTTPRequestHead
        let direct: DirectHead
        let start: ContinuousClock.Instant
        var body: ByteBuffer?
        var end: HTTPHeaders?
    }

    private enum Phase {
        /// Between requests.
        case idle
        /// The rest of a request goes the ordinary way.
        case passing
        /// The rest of a request is awaited here.
        case gathering(Request)
        /// The answer is awaited; what comes meanwhile is kept.
        case waiting(Request)
    }

    /// What becomes of a part that came in.
    enum Step {
        case pass
        /// It is kept here.
        case keep
        /// The request is whole: find its answer.
        case ask(Request)
    }

    private var phase = Phase.idle
    /// Requests that went the ordinary way and whose answers are not written to their end.
    private var ordinary = 0
    private var kept: CircularBuffer<HTTPServerRequestPart> = []

    /// Whether a direct answer is awaited.
    var isWaiting: Bool { if case .waiting = phase { true } else { false } }

    /// Whether a head that comes now may be looked at for a direct answer.
    var mayBegin: Bool { if case .idle = phase { ordinary == 0 } else { false } }

    /// A part came; `direct` is what its head was read as, if it is a head that `mayBegin`.
    mutating func read(_ part: HTTPServerRequestPart, direct: DirectHead?) -> Step {
        switch (phase, part) {
        case (.waiting, _):
            kept.append(part)
            return .keep
        case (.idle, .head(let head)):
            guard let direct else {
                ordinary += 1
                phase = .passing
                return .pass
            }
            phase = .gathering(Request(head: head, direct: direct, start: .now))
            return .keep
        case (.gathering(var request), .body(let bytes)):
            phase = .idle
            if request.body?.writeImmutableBuffer(bytes) == nil { request.body = bytes }
            phase = .gathering(request)
            return .keep
        case (.gathering(var request), .end(let trailers)):
            request.end = trailers
            phase = .waiting(request)
            return .ask(request)
        case (.passing, .end):
            phase = .idle
            return .pass
        default: return .pass
        }
    }

    /// The last part of an ordinary answer was written.
    mutating func ordinaryEnded() { ordinary = max(0, ordinary - 1) }

    /// The awaited answer is there, or it has to be found the ordinary way: gives the request.
    mutating func finish(passing: Bool) -> Request? {
        guard case .waiting(let request) = phase else { return nil }
        if passing { ordinary += 1 }
        phase = .idle
        return request
    }

    /// The connection ends before the rest of a request: gives what was gathered of it.
    mutating func abandon() -> Request? {
        guard case .gathering(let request) = phase else { return nil }
        ordinary += 1
        phase = .passing
        return request
    }

    /// The next part of what came meanwhile; nil while an answer is awaited, and when there is none.
    mutating func nextKept() -> HTTPServerRequestPart? {
        isWaiting ? nil : kept.popFirst()
    }
}
