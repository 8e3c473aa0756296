import NIOCore
import NIOHTTP1
import Synchronization

extension MessageGuard {
    func begin(
        _ head: HTTPResponseHead,
        _ data: NIOAny,
        _ context: ChannelHandlerContext,
        _ promise: EventLoopPromise<Void>?
    ) {
        state.answerBegins(closes: !head.isKeepAlive, announced: announced)
        guard state.closes else { return context.write(data, promise: promise) }
        var head = head
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
    }

    /// Says since when the connection only takes up room, to who looks for room.
    func note() {
        let since = state.isIdle ? NIODeadline.now().uptimeNanoseconds : 0
        guest.idleSince.store(since, ordering: .relaxed)
    }

    func makeRoom(_ context: ChannelHandlerContext) {
        guard state.isIdle else { return connections.stays(guest) }
        rules.figures.refused(.idleConnection)
        context.close(promise: nil)
    }

    /// Wakes up when what is being received has to be there. An earlier alarm is left as it is: it
    /// looks again, which costs less than to set it anew with each message.
    func setAlarm(_ context: ChannelHandlerContext) {
        guard let deadline = state.deadline, deadline < alarm?.at ?? .distantFuture else { return }
        alarm?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.alarm = nil
            self.take(self.state.expired(at: .now()), context)
            self.setAlarm(context)
        }
        alarm = (deadline, task)
    }

    func take(_ step: MessageState.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .nothing: return
        case .close: context.close(promise: nil)
        case .end: end(context)
        case .refuse(let status):
            let headers: HTTPHeaders = ["Content-Length": "0", "Connection": "close"]
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
            context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
            context.write(Self.wrapOutboundOut(.end(nil)), promise: nil)
            end(context)
        }
    }

    /// Nobody who goes on and on behind the end is listened to.
    func throwAway(_ count: Int, _ context: ChannelHandlerContext) {
        lingered += count
        if lingered > rules.unwantedBytes, state.hasEnded { context.close(promise: nil) }
    }

    /// This half first: closing both at once would throw the answer away that is on its way.
    private func end(_ context: ChannelHandlerContext) {
        let isOut = context.eventLoop.makePromise(of: Void.self)
        let lingerTime = rules.lingerTime
        isOut.futureResult.assumeIsolated().whenComplete { _ in
            context.eventLoop.assumeIsolated().scheduleTask(in: lingerTime) {
                context.close(promise: nil)
            }
        }
        context.flush()
        context.close(mode: .output, promise: isOut)
        context.read()
    }
}
