import NIOCore
import NIOHTTP1

/// Where the messages of one connection stand: what is being received, and what is not answered yet.
///
/// Pure: it is told what happens and when, and says what to do.
struct MessageState {
    /// What to do now.
    enum Step: Equatable {
        case nothing
        /// Say this status without a body, then end.
        case refuse(HTTPResponseStatus)
        /// Take no more, let what was written arrive, and close.
        case end
        /// Close at once: nobody waits for an answer.
        case close
    }

    private enum Receiving: Equatable {
        case nothing
        case head(since: NIODeadline, hasBegun: Bool)
        case body(since: NIODeadline)
    }

    private let rules: MessageRules
    private var receiving: Receiving
    /// When the last message and its answer were there.
    private var quietSince: NIODeadline
    /// Requests whose answer is not written to its end; of the last one perhaps only the head is there.
    private var unanswered = 0
    private var isAnswerBegun = false
    private var endsWithAnswer = false
    /// Whether the request that came last said that none follows it.
    private var isLastSeen = false
    private var isStopping = false
    private var unwanted = 0
    private var refusal: HTTPResponseStatus?
    /// Whether nothing of the other side counts any more.
    private(set) var hasEnded = false

    init(_ rules: MessageRules, openedAt now: NIODeadline) {
        self.rules = rules
        receiving = .head(since: now, hasBegun: false)
        quietSince = now
    }

    /// Whether what comes in is still taken for messages.
    var isListening: Bool {
        !hasEnded && refusal == nil && !(isLastSeen && receiving == .nothing)
    }
    /// Whether the connection only takes up room: no whole request is in work.
    var isIdle: Bool { unanswered == 0 || (unanswered == 1 && isReceivingBody && !isAnswerBegun) }
    /// Whether a message has begun whose end is not there: cut now, it must not pass for a whole one.
    var isReceivingBody: Bool { if case .body = receiving { true } else { false } }
    /// Whether the answer that begins is the connection's last.
    var closes: Bool { endsWithAnswer }

    /// Until when what is being received, or the next request, has to be there. The time of a message that has others
    /// before it has not begun: it waits for us.
    var deadline: NIODeadline? {
        guard isListening else { return nil }
        return switch receiving {
        case .nothing: unanswered == 0 ? quietSince + rules.idleTime : nil
        case .head(let since, _): unanswered == 0 ? since + rules.headTime : nil
        case .body(let since): unanswered <= 1 ? since + rules.bodyTime : nil
        }
    }
}

extension MessageState {
    /// Bytes came that did not complete anything.
    mutating func bytes(at now: NIODeadline) {
        switch receiving {
        case .nothing: receiving = .head(since: now, hasBegun: true)
        case .head(let since, _): receiving = .head(since: since, hasBegun: true)
        case .body: return
        }
    }

    /// A head came, of a request that is perhaps the connection's last.
    mutating func head(at now: NIODeadline, isLast: Bool) {
        receiving = .body(since: now)
        unanswered += 1
        unwanted = 0
        isLastSeen = isLast
    }

    /// A part of a body came.
    mutating func body(_ count: Int) -> Step {
        guard unanswered == 0 else { return .nothing }
        unwanted += count
        guard unwanted > rules.unwantedBytes else { return .nothing }
        rules.figures.refused(.unwantedBody)
        return end()
    }

    /// The end of a request came.
    mutating func messageEnd(at now: NIODeadline) {
        receiving = .nothing
        quietSince = now
    }

    /// An answer begins, which perhaps says itself that it is the last; `announced` are the bytes of
    /// the body that its request has in all.
    mutating func answerBegins(closes: Bool, announced: Int) {
        isAnswerBegun = true
        let isTooLong = isReceivingBody && announced > rules.unwantedBytes
        let isLast = unanswered == 1 && (isLastSeen || isStopping || isTooLong)
        endsWithAnswer = closes || isLast
    }

    /// An answer was written to its end.
    mutating func answered(at now: NIODeadline) -> Step {
        unanswered = max(0, unanswered - 1)
        isAnswerBegun = false
        quietSince = now
        if endsWithAnswer { return end() }
        switch receiving {
        case .head(_, let hasBegun) where unanswered == 0:
            receiving = .head(since: now, hasBegun: hasBegun)
        case .body where unanswered == 1: receiving = .body(since: now)
        default: break
        }
        return sayRefusal()
    }

    /// The time of what is being received, or between two requests, is over.
    mutating func expired(at now: NIODeadline) -> Step {
        guard let deadline, deadline <= now else { return .nothing }
        if receiving == .nothing { return end() }
        if case .head(_, let hasBegun) = receiving {
            rules.figures.refused(.slowHead)
            if hasBegun { return refuse(.requestTimeout) }
            hasEnded = true
            return .close
        }
        rules.figures.refused(.slowBody)
        return refuse(.requestTimeout)
    }

    /// What is being received is refused, and nothing that follows is looked at. Answers to earlier
    /// requests come first.
    mutating func refuse(_ status: HTTPResponseStatus) -> Step {
        guard isListening else { return .nothing }
        refusal = status
        return sayRefusal()
    }

    private mutating func sayRefusal() -> Step {
        guard let status = refusal, !hasEnded else { return .nothing }
        let ofBody = isReceivingBody
        // Of a body that is refused behind its answer there is nothing more to say.
        if ofBody, unanswered == 0 { return end() }
        guard unanswered == (ofBody ? 1 : 0), !isAnswerBegun else { return .nothing }
        hasEnded = true
        return .refuse(status)
    }

    /// Nothing more is taken, and what was answered is let out.
    mutating func end() -> Step {
        hasEnded = true
        return .end
    }

    /// The server stops: the answer to what is here is the last.
    mutating func stop() { isStopping = true }
}
