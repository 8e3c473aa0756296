import HTTPTypes
import HummingbirdCore
import HummingbirdTLS
import NIOCore
import Synchronization

extension WebConfiguration {
    /// The server's side of its connections: who is let in, their limits, their TLS, and who waits
    /// for a `100`.
    func server(
        paths: KnownPaths,
        forwarding: Forwarding,
        requests: RequestsInWork,
        direct: DirectAnswers
    ) throws -> HTTPServerBuilder {
        let connections = OpenConnections(
            limit: connections,
            ofSource: connectionsPerSource,
            forwarding: forwarding,
            figures: figures
        )
        let rules = MessageRules(
            headTime: .seconds(headSeconds),
            bodyTime: .seconds(bodySeconds),
            idleTime: .seconds(idleSeconds),
            figures: figures
        )
        let taking = Int(takingSeconds) * 1_000
        let configuration = channel
        let tls = try tls?.configuration()
        return HTTPServerBuilder { respond in
            let http = HTTP1Channel(
                responder: { request, writer, channel in
                    if Expectation(request, paths: paths) == .body, !requests.isFull {
                        try await writer.writeInformationalHead(.init(status: .continue))
                    }
                    try await respond(request, writer, channel)
                    // What is there already of the next bytes, a body or a request, is left alone.
                    if Guest.current?.isDone.load(ordering: .relaxed) == true {
                        throw RefusedBody()
                    }
                },
                configuration: configuration
            )
            func front<Base: ServerChildChannel>(_ base: Base) -> FrontChannel<Base> {
                FrontChannel(
                    base: base,
                    connections: connections,
                    rules: rules,
                    takingMilliseconds: taking,
                    direct: direct
                )
            }
            guard let tls else { return front(http) }
            return front(try TLSChannel(http, tlsConfiguration: tls))
        }
    }

    private struct RefusedBody: Error {}

    /// The guard of the messages keeps the times, because it alone sees every answer. The largest header that anybody sends here is a
    /// browser's cookies, 4 KiB each; ten times its usual 20 fields.
    private var channel: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1_024,
                maxHeaderListSize: 64 * 1_024,
                maxHeaderFieldCount: 200
            )
        )
    }
}
