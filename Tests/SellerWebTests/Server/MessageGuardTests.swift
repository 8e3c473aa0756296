import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import SellerWeb

/// Notes how a connection is closed, and leaves it open.
private final class Closes: ChannelOutboundHandler {
    typealias OutboundIn = Any
    private(set) var all: [CloseMode] = []

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        all.append(mode)
        promise?.fail(ChannelError.operationUnsupported)
    }
}

@Suite struct `The guard of a connection's messages` {
    private func channel(_ closes: Closes) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let figures = ServingFigures()
        let connections = OpenConnections(
            limit: 1,
            ofSource: 1,
            forwarding: Forwarding(trusted: []),
            figures: figures
        )
        let rules = MessageRules(
            headTime: .seconds(10),
            bodyTime: .seconds(30),
            idleTime: .seconds(60),
            figures: figures
        )
        let guest = Guest(channel, SourceLoad(isTrusted: false))
        let messages = MessageGuard(rules, guest, connections)
        try channel.pipeline.syncOperations.addHandlers(closes, messages)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test func `a close behind an answer lets it out first, and a second one is in earnest`()
        throws
    {
        let closes = Closes()
        let channel = try channel(closes)
        let head = HTTPRequestHead(
            version: .http1_1,
            method: .GET,
            uri: "/",
            headers: ["Host": "localhost"]
        )
        try channel.writeInbound(HTTPServerRequestPart.head(head))
        try channel.writeInbound(HTTPServerRequestPart.end(nil))
        let answer = HTTPResponseHead(version: .http1_1, status: .ok)
        channel.write(HTTPServerResponsePart.head(answer), promise: nil)
        channel.write(HTTPServerResponsePart.end(nil), promise: nil)
        channel.close(promise: nil)
        #expect(closes.all == [.output])
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == .head(answer))
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == .end(nil))
        channel.close(promise: nil)
        #expect(closes.all == [.output, .all])
    }

    @Test func `a close before the answer is one at once`() throws {
        let closes = Closes()
        try channel(closes).close(promise: nil)
        #expect(closes.all == [.all])
    }
}
