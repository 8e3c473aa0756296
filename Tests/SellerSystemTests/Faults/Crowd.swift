import Foundation
import SellerModel

/// Many requests that are all there before the first answer is read.
enum Crowd {
    struct Request: Sendable {
        let method: String
        let path: String
        let token: String
        let headers: [String: String]
        let body: JSONValue

        init(
            _ method: String,
            _ path: String,
            token: String,
            headers: [String: String],
            _ body: JSONValue
        ) {
            (self.method, self.path, self.token) = (method, path, token)
            (self.headers, self.body) = (headers, body)
        }
    }

    /// Asks all at once and reads the answers in order, each with the time until it was read, which
    /// is no shorter than what it took.
    static func ask(_ requests: [Request], at client: HTTPClient) async throws -> [Answer] {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try askAndWait(requests, at: client) })
            }
        }
    }

    private static func askAndWait(
        _ requests: [Request],
        at client: HTTPClient
    ) throws -> [Answer] {
        let start = ContinuousClock.now
        let connections = try requests.map { request in
            let connection = try LoopbackSocket.connect(port: client.port)
            let bytes = client.request(
                request.method,
                request.path,
                token: request.token,
                request.headers,
                request.body
            )
            try connection.write(contentsOf: bytes)
            return connection
        }
        return try connections.map { connection in
            var answer = try HTTPClient.answer(try connection.readToEnd() ?? Data())
            answer.time = start.duration(to: .now)
            return answer
        }
    }
}
