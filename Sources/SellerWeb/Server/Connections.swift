import HTTPTypes
import HummingbirdCore
import NIOCore

extension WebConfiguration {
    /// The server's side of its connections: their limits, their TLS, and who waits for a `100`.
    func server(paths: KnownPaths) throws -> HTTPServerBuilder {
        // Hummingbird leaves both the idle time and the number of connections open. The largest
        // header that anybody sends here is a browser's cookies, 4 KiB each; ten times its usual
        // 20 fields.
        let channel = HTTP1Channel.Configuration(
            idleTimeout: .seconds(idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1_024,
                maxHeaderListSize: 64 * 1_024,
                maxHeaderFieldCount: 200
            )
        )
        let plain = HTTPServerBuilder { respond in
            HTTP1Channel(
                responder: { request, writer, channel in
                    let expectation = Expectation(request, paths: paths)
                    if expectation == .body {
                        try await writer.writeInformationalHead(.init(status: .continue))
                    }
                    try await respond(request, writer, channel)
                    if expectation == .refusal { try await Self.end(channel) }
                },
                configuration: channel
            )
        }
        return try tls?.server(over: plain) ?? plain
    }

    /// Ends a connection whose next bytes may be a body or a request: none of them is taken for one
    /// (RFC 9112 §9.6). It always throws.
    private static func end(_ channel: any Channel) async throws {
        // This half first: closing both at once would throw the answer away that is on its way.
        try await channel.close(mode: .output).get()
        try await Task.sleep(for: .seconds(lingerSeconds))
        throw RefusedBody()
    }

    /// Long enough for an answer to cross the sea and back.
    private static let lingerSeconds = 1

    private struct RefusedBody: Error {}
}
