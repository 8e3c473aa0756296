import HummingbirdCore
import NIOCore
import NIOHTTP1

/// Watches the messages of one connection, between the parser and Hummingbird.
///
/// It refuses what could be read in two ways, ends what takes too long, and sees to it that a
/// message that is cut never passes for a whole one.
final class MessageGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What is thrown where the rest of a message is waited for that never comes.
    struct MessageCut: Error {}

    let rules: MessageRules
    let guest: Guest
    let connections: OpenConnections
    var state: MessageState
    var alarm: (at: NIODeadline, task: Scheduled<Void>)?
    var announced = 0
    private var hasSeenPart = false
    var lingered = 0
    /// Whether an answer was the last thing that happened: perhaps it is not all taken yet.
    private var isAnswerLast = false
    private var isAskedToClose = false

    init(_ rules: MessageRules, _ guest: Guest, _ connections: OpenConnections) {
        self.rules = rules
        self.guest = guest
        self.connections = connections
        state = MessageState(rules, openedAt: .now())
    }

    func channelActive(context: ChannelHandlerContext) {
        setAlarm(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.task.cancel()
        alarm = nil
        // Hummingbird takes the end of a connection for the end of a body.
        if state.isReceivingBody { context.fireErrorCaught(MessageCut()) }
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasSeenPart = true
        guard state.isListening else {
            if case .body(let bytes) = Self.unwrapInboundIn(data) {
                throwAway(bytes.readableBytes, context)
            }
            return
        }
        switch Self.unwrapInboundIn(data) {
        case .head(let head): read(head, data, context)
        case .body(let bytes):
            take(state.body(bytes.readableBytes), context)
            if state.isListening { context.fireChannelRead(data) }
        case .end:
            state.messageEnd(at: .now())
            note()
            context.fireChannelRead(data)
        }
    }

    private func read(_ head: HTTPRequestHead, _ data: NIOAny, _ context: ChannelHandlerContext) {
        let framing = Framing(head)
        if let fault = framing.fault {
            rules.figures.refused(.framing)
            return take(state.refuse(fault), context)
        }
        isAnswerLast = false
        let isLast = framing.isLast
        state.head(at: .now(), isLast: isLast)
        announced = framing.announced
        guard isLast || head.version == .http1_0 else { return context.fireChannelRead(data) }
        var head = head
        if isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        // RFC 9110 §10.1.1: who speaks HTTP/1.0 does not know what `100 Continue` is.
        if head.version == .http1_0 { head.headers.remove(name: "Expect") }
        context.fireChannelRead(Self.wrapInboundOut(.head(head)))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if !hasSeenPart { state.bytes(at: .now()) }
        hasSeenPart = false
        setAlarm(context)
        context.fireChannelReadComplete()
        // Hummingbird asks for no more when it has enough, but what is thrown away is never enough.
        if state.hasEnded { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .dataReceivedInErrorState(_, let bytes)? = error as? ByteToMessageDecoderError {
            return throwAway(bytes.readableBytes, context)
        }
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        guard state.isListening else { return }
        rules.figures.refused(.framing)
        let status: HTTPResponseStatus =
            switch error {
            case .headerOverflow: .requestHeaderFieldsTooLarge
            case .invalidVersion: .httpVersionNotSupported
            default: .badRequest
            }
        take(state.refuse(status), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is MakeRoom: makeRoom(context)
        case ChannelEvent.inputClosed where !state.isListening:
            // Who has nothing more to say has nothing more that could harm the answer.
            if state.hasEnded { context.close(promise: nil) }
        default:
            if event is ChannelShouldQuiesceEvent { state.stop() }
            context.fireUserInboundEventTriggered(event)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !state.hasEnded else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch Self.unwrapOutboundIn(data) {
        case .head(let head) where head.status.code >= 200: begin(head, data, context, promise)
        case .end:
            isAnswerLast = true
            context.write(data, promise: promise)
            take(state.answered(at: .now()), context)
            note()
            setAlarm(context)
            if state.isIdle, connections.endsWithAnswer { makeRoom(context) }
        default: context.write(data, promise: promise)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, isAnswerLast, !isAskedToClose else {
            return context.close(mode: mode, promise: promise)
        }
        // Hummingbird closes a connection of a server that stops with what a slow client has not
        // taken yet. Asked a second time it is in earnest.
        isAskedToClose = true
        context.channel.closeFuture.cascade(to: promise)
        if !state.hasEnded { take(state.end(), context) }
    }
}
