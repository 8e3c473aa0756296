import Glibc
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection that was let in, with what Hummingbird makes of it.
struct Admitted<Value: ServerChildChannelValue>: ServerChildChannelValue {
    let value: Value
    let guest: Guest
    var channel: any Channel { value.channel }
}

/// Stands before TLS and HTTP: lets connections in or closes them at once, and watches their
/// messages.
struct FrontChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let connections: OpenConnections
    let rules: MessageRules
    /// Milliseconds after which a peer is given up that takes nothing of what is sent to it.
    let takingMilliseconds: Int
    let direct: DirectAnswers

    struct Refused: Error {}

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Admitted<Base.Value>> {
        guard let guest = connections.arrive(channel) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(Refused())
        }
        // The kernel knows best what a peer takes: it sees every byte of it, and its window.
        try? channel.syncOptions?.setOption(
            .tcpOption(.init(rawValue: TCP_USER_TIMEOUT)),
            value: .init(takingMilliseconds)
        )
        let connections = connections
        let rules = rules
        let direct = direct
        return base.setup(channel: channel, logger: logger)
            .flatMapThrowing { value in
                let pipeline = channel.pipeline.syncOperations
                let parser = try pipeline.handler(
                    type: ByteToMessageHandler<HTTPRequestDecoder>.self
                )
                let messages = MessageGuard(rules, guest, connections)
                try pipeline.addHandler(messages, position: .after(parser))
                try pipeline.addHandler(
                    DirectHandler(direct, guest),
                    position: .after(messages)
                )
                return Admitted(value: value, guest: guest)
            }
            .flatMapErrorThrowing { error in
                channel.close(promise: nil)
                throw error
            }
    }

    func handle(value: Admitted<Base.Value>, logger: Logger) async {
        await Guest.$current.withValue(value.guest) {
            await base.handle(value: value.value, logger: logger)
        }
    }
}
