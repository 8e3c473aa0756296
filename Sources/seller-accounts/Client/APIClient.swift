import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SellerModel

/// What the server answered to a request that it did not refuse.
struct APIReply: Sendable {
    let status: Int
    /// The body; null where there is none.
    let body: JSONValue
    let etag: String?
}

/// The HTTP API of one server, with or without a credential.
struct APIClient: Sendable {
    let server: ServerAddress
    /// A session's or an attempt's token.
    var token: String?

    /// Long enough for a queue of password hashes, short enough for a person at the terminal.
    private static let timeout = TimeAmount.seconds(30)
    /// The API's own limit is 200 items a page; a mebibyte holds each of them many times.
    private static let largestBody = 1 << 20

    /// A client; a password never goes over an open network.
    init(_ url: String, token: String? = nil) throws(CommandFailure) {
        guard let server = ServerAddress(url) else {
            throw CommandFailure(.usage, "The server's address must be like https://host:port.")
        }
        guard server.isSecure || server.isLoopback else {
            throw CommandFailure(
                .usage,
                "\(server.text) would carry passwords in the open: use https."
            )
        }
        self.server = server
        self.token = token
    }

    /// The same server with another credential.
    func with(_ token: String) -> APIClient {
        var client = self
        client.token = token
        return client
    }

    /// Sends one request; a refusal is thrown as a `CommandFailure` with its problem.
    func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSONValue? = nil,
        headers: [(String, String)] = []
    ) async throws(CommandFailure) -> APIReply {
        let request = request(method, path, body, headers: headers)
        let response: HTTPClientResponse
        let bytes: [UInt8]
        do {
            response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
            bytes = Array(try await response.body.collect(upTo: Self.largestBody).readableBytesView)
        } catch {
            throw unreachable(error)
        }
        let value = bytes.isEmpty ? nil : try? JSONParser.parse(bytes)
        let status = Int(response.status.code)
        guard (200..<300).contains(status) else {
            throw Problem(status: status, body: value).failure
        }
        return APIReply(
            status: status,
            body: value ?? .null,
            etag: response.headers.first(name: "ETag")
        )
    }

    /// Sends a request and hands the body on piece by piece.
    func stream(
        _ path: String,
        accept: String,
        _ each: (ByteBuffer) async throws -> Void
    ) async throws {
        let request = request(.GET, path, nil, headers: [("Accept", accept)])
        let response: HTTPClientResponse
        do {
            // A report of a million rows takes its time; a silent server does not get an hour.
            response = try await HTTPClient.shared.execute(request, timeout: .hours(1))
        } catch {
            throw unreachable(error)
        }
        let status = Int(response.status.code)
        guard status == 200 else {
            let bytes = try? await response.body.collect(upTo: Self.largestBody)
            let value = bytes.flatMap { try? JSONParser.parse(Array($0.readableBytesView)) }
            throw Problem(status: status, body: value).failure
        }
        do {
            for try await piece in response.body { try await each(piece) }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.unavailable, "The server broke off: \(error)")
        }
    }

    private func request(
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSONValue?,
        headers: [(String, String)]
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: server.text + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.headers.add(name: "User-Agent", value: "seller-accounts")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.serialized()))
        }
        return request
    }

    private func unreachable(_ error: any Error) -> CommandFailure {
        CommandFailure(.unavailable, "\(server.text) does not answer: \(error)")
    }
}
