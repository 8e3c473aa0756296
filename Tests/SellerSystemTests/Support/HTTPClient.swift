import Foundation
import SellerModel

/// A client of one server: a connection for each request, so that many are there at once, and
/// nothing kept between them.
struct HTTPClient: Sendable {
    let port: Int

    var origin: String { "http://localhost:\(port)" }

    /// An answer that is not whole.
    struct NoAnswer: Error { let text: String }

    /// Asks with a JSON body, as somebody who holds `token`.
    func ask(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        _ body: JSONValue? = nil
    ) async throws -> Answer {
        let (bytes, time) = try await exchange(request(method, path, token: token, headers, body))
        var answer = try Self.answer(bytes)
        answer.time = time
        return answer
    }

    /// The bytes of a request that takes its connection with it.
    func request(
        _ method: String,
        _ path: String,
        token: String?,
        _ headers: [String: String],
        _ body: JSONValue?
    ) -> Data {
        var headers = headers
        headers["Host"] = "localhost:\(port)"
        headers["Connection"] = "close"
        headers["Authorization"] = token.map { "Bearer \($0)" }
        let content = body.map { $0.serialized() } ?? []
        if body != nil { headers["Content-Type"] = "application/json" }
        if method != "GET" { headers["Content-Length"] = String(content.count) }
        let lines = ["\(method) \(path) HTTP/1.1"] + headers.map { "\($0.key): \($0.value)" }
        let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
        return Data(head.utf8) + content
    }

    /// Sends a request and reads to the end, on a thread of its own: one that others share, and waits,
    /// keeps everybody's tasks from running.
    private func exchange(_ request: Data) async throws -> (Data, Duration) {
        let port = port
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let start = ContinuousClock.now
                        let handle = try LoopbackSocket.connect(port: port)
                        try handle.write(contentsOf: request)
                        let answer = try handle.readToEnd() ?? Data()
                        return (answer, start.duration(to: .now))
                    }
                )
            }
        }
    }

    /// Takes an answer apart; its length must be the announced one.
    static func answer(_ bytes: Data) throws -> Answer {
        let whole = String(decoding: bytes, as: UTF8.self)
        guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else {
            throw NoAnswer(text: whole)
        }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { throw NoAnswer(text: whole) }
        let fields = lines.dropFirst().compactMap { line -> (String, String)? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (parts[0].lowercased(), String(parts[1].drop { $0 == " " }))
        }
        let named = Dictionary(fields) { first, _ in first }
        let body = Array(bytes[end.upperBound...])
        if let length = named["content-length"].flatMap({ Int($0) }), length != body.count {
            throw NoAnswer(text: whole)
        }
        return Answer(
            status: status,
            entityTag: named["etag"].map(EntityTag.init),
            retryAfter: named["retry-after"].flatMap { Int($0) },
            text: String(decoding: body, as: UTF8.self),
            json: (try? JSONParser.parse(body)) ?? .null
        )
    }
}
