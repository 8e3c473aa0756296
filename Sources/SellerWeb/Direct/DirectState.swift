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

    // Without the request, which would be copied at each look at the phase.
    private enum Phase {
        /// Between requests.
        case idle
        /// The rest of a request goes the ordinary way.
        case passing
        /// The rest of a request is awaited here.
        case gathering
        /// The answer is awaited; what comes meanwhile is kept.
        case waiting
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
    /// The one that is gathered or whose answer is awaited.
    private var request: Request?
    /// Requests that went the ordinary way and whose answers are not written to their end.
    private var ordinary = 0
    private var kept: CircularBuffer<HTTPServerRequestPart> = []

    /// Whether a direct answer is awaited.
    var isWaiting: Bool { phase == .waiting }

    /// Whether a head that comes now may be looked at for a direct answer.
    var mayBegin: Bool { phase == .idle && ordinary == 0 }

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
            phase = .gathering
            request = Request(head: head, direct: direct, start: .now)
            return .keep
        case (.gathering, .body(let bytes)):
            if request?.body?.writeImmutableBuffer(bytes) == nil { request?.body = bytes }
            return .keep
        case (.gathering, .end(let trailers)):
            request?.end = trailers
            guard let request else { return .pass }
            phase = .waiting
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
        guard phase == .waiting else { return nil }
        if passing { ordinary += 1 }
        phase = .idle
        return request.take()
    }

    /// The connection ends before the rest of a request: gives what was gathered of it.
    mutating func abandon() -> Request? {
        guard phase == .gathering else { return nil }
        ordinary += 1
        phase = .passing
        return request.take()
    }

    /// The next part of what came meanwhile; nil while an answer is awaited, and when there is none.
    mutating func nextKept() -> HTTPServerRequestPart? {
        isWaiting ? nil : kept.popFirst()
    }
}
