import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import SellerModel
import ServiceLifecycle

/// A server that says in one line of JSON where it listens, as soon as it does: for whoever started
/// it and has to wait for that, or let it choose the port.
struct Announcing<Server: ApplicationProtocol>: ApplicationProtocol {
    let application: Server
    let scheme: String

    var responder: Server.Responder {
        get async throws { try await application.responder }
    }
    var server: HTTPServerBuilder { application.server }
    var eventLoopGroup: any EventLoopGroup { application.eventLoopGroup }
    var configuration: ApplicationConfiguration { application.configuration }
    var logger: Logger { application.logger }
    var services: [any ServiceLifecycle.Service] { application.services }
    var processesRunBeforeServerStart: [@Sendable () async throws -> Void] {
        application.processesRunBeforeServerStart
    }

    @Sendable func onServerRunning(_ channel: any Channel) async {
        await application.onServerRunning(channel)
        let address = channel.localAddress.flatMap { Self.url(scheme, $0) }
        let line: JSONValue = ["address": .optional(address)]
        Output.line(line.jsonText)
    }

    /// The address as a client takes it; RFC 3986 §3.2.2 puts an IPv6 address into brackets.
    static func url(_ scheme: String, _ address: SocketAddress) -> String? {
        guard let host = address.ipAddress, let port = address.port else { return nil }
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
