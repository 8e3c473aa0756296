import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SellerModel

/// A client that sends JSON and keeps its connections.
struct JSONClient: Sendable {
    private let url: String
    private let client: HTTPClient

    /// A client of a server over at most so many connections.
    init(url: String, connections: Int) {
        self.url = url
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes the connections.
    func close() async throws {
        try await client.shutdown()
    }

    /// Longer than a full hashing queue takes.
    private static let patience = TimeAmount.seconds(30)
    /// No answer of a sign-in is nearly as long.
    private static let longestBody = 1 << 16

    /// The status and the body of an answer to a POST.
    func post(
        _ path: String,
        token: String? = nil,
        _ body: JSONValue
    ) async throws -> (status: UInt, body: JSONValue) {
        var request = HTTPClientRequest(url: url + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.body = .bytes(ByteBuffer(bytes: body.serialized()))
        let response = try await client.execute(request, timeout: Self.patience)
        let bytes = try await response.body.collect(upTo: Self.longestBody)
        return (response.status.code, try JSONParser.parse(Array(bytes.readableBytesView)))
    }
}
