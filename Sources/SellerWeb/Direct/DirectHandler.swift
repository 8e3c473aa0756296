import NIOCore
import NIOHTTP1
import SellerModel

/// Answers the direct operations on the connection's own thread. It stands between the HTTP parser,
/// with its guard, and Hummingbird, which sees only what goes the ordinary way.
final class DirectHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let answers: DirectAnswers
    private let guest: Guest
    private var state = DirectState()
    /// What happened while an answer was awaited, for afterwards.
    private var hasReadAhead = false
    private var wantsRead = false
    private var events: [Any] = []
    private var failure: (any Error)?
    private var closing: (mode: CloseMode, promise: EventLoopPromise<Void>?)?
    /// What this connection was authorized by last, with what asking by it takes.
    private var known: (authorization: String, bearer: DirectBearer)?

    init(_ answers: DirectAnswers, _ guest: Guest) {
        self.answers = answers
        self.guest = guest
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        read(Self.unwrapInboundIn(data), data, context)
    }

    private func read(
        _ part: HTTPServerRequestPart,
        _ data: NIOAny,
        _ context: ChannelHandlerContext
    ) {
        var direct: DirectHead?
        if state.mayBegin, case .head(let head) = part {
            direct = DirectHead(head, paths: answers.paths)
        }
        switch state.read(part, direct: direct) {
        case .pass: context.fireChannelRead(data)
        case .keep: return
        case .ask(let request): ask(request, context)
        }
    }

    private func ask(_ request: DirectState.Request, _ context: ChannelHandlerContext) {
        guard let bearer = bearer(of: request.direct),
            answers.requests.begin(guest.source, countsRefusal: false)
        else { return finish(nil, context) }
        let loop = context.eventLoop
        let this = NIOLoopBound((self, context), eventLoop: loop)
        let body = request.body.map { Array($0.readableBytesView) } ?? []
        answers.ask(request.direct.operation, bearer, body) { answer in
            loop.execute {
                let (handler, context) = this.value
                handler.answers.requests.end(handler.guest.source)
                handler.finish(answer?.text, context)
            }
        }
    }

    private func bearer(of direct: DirectHead) -> DirectBearer? {
        if let known, Self.isSame(known.authorization, direct.authorization) { return known.bearer }
        let found = DirectBearer(direct)
        known = found.map { (direct.authorization, $0) }
        return found
    }

    /// Compares in a time that does not tell how much of it is right: behind a proxy the earlier token
    /// was perhaps somebody else's.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        var difference: UInt8 = 0
        var other = right.utf8.makeIterator()
        for byte in left.utf8 { difference |= byte ^ (other.next() ?? 0) }
        return difference == 0
    }

    /// Writes the answer, or lets the ordinary way find it; then goes on with what came meanwhile.
    private func finish(_ text: [UInt8]?, _ context: ChannelHandlerContext) {
        guard let request = state.finish(passing: text == nil) else { return }
        if let text {
            write(text, to: request, context)
        } else {
            // Hummingbird has a request now, after which the guard of the messages ends.
            closing?.promise?.fail(ChannelError.operationUnsupported)
            closing = nil
            pass(request, context)
        }
        resume(context)
    }

    private func write(
        _ text: [UInt8],
        to request: DirectState.Request,
        _ context: ChannelHandlerContext
    ) {
        let head = answers.head(request.direct, length: text.count)
        let body = context.channel.allocator.buffer(bytes: text)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        answers.observe(request.direct.operation, since: request.start)
    }

    private func pass(_ request: DirectState.Request, _ context: ChannelHandlerContext) {
        context.fireChannelRead(Self.wrapInboundOut(.head(request.head)))
        if let body = request.body {
            context.fireChannelRead(Self.wrapInboundOut(.body(body)))
        }
        context.fireChannelRead(Self.wrapInboundOut(.end(request.end)))
    }

    private func resume(_ context: ChannelHandlerContext) {
        while let part = state.nextKept() { read(part, Self.wrapInboundOut(part), context) }
        // Hummingbird takes up what it was given only now.
        context.fireChannelReadComplete()
        guard !state.isWaiting else { return }
        for event in events { context.fireUserInboundEventTriggered(event) }
        events = []
        if let failure { context.fireErrorCaught(failure) }
        failure = nil
        if let closing { context.close(mode: closing.mode, promise: closing.promise) }
        closing = nil
        hasReadAhead = false
        if wantsRead {
            wantsRead = false
            context.read()
        }
    }
}

extension DirectHandler {
    func read(context: ChannelHandlerContext) {
        // One request at a time: who sends more waits in the kernel's buffer. One read is let
        // through all the same, or the socket would leave its selector and return at each request.
        if state.isWaiting, hasReadAhead {
            wantsRead = true
        } else {
            hasReadAhead = state.isWaiting
            context.read()
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = Self.unwrapOutboundIn(data) { state.ordinaryEnded() }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // That the server stops is no news that could wait.
        if state.isWaiting, !(event is ChannelShouldQuiesceEvent) {
            events.append(event)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if state.isWaiting {
            failure = error
        } else {
            // Of a body that was cut here too, Hummingbird has to see the begin.
            if let request = state.abandon() {
                context.fireChannelRead(Self.wrapInboundOut(.head(request.head)))
            }
            context.fireErrorCaught(error)
        }
    }

    /// Hummingbird closes what it takes for idle when the server stops: it does not see the requests
    /// that are answered here.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if state.isWaiting {
            closing = (mode, promise)
        } else {
            context.close(mode: mode, promise: promise)
        }
    }
}
