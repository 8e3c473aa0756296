import HTTPTypes
import HummingbirdTesting
import NIOCore
import SellerModel
import Synchronization
import Testing

/// An answer, with its body read as JSON where it is JSON.
struct Answered: Sendable {
    let status: Int
    let headers: HTTPFields
    let trailers: HTTPFields?
    let text: String
    let json: JSONValue

    /// The code of a problem.
    var code: String? { string("code") }

    /// A string of the answer's object.
    func string(_ name: String) -> String? {
        guard case .string(let text)? = json[name] else { return nil }
        return text
    }

    /// The elements of an array of the answer's object.
    func array(_ name: String) -> [JSONValue] {
        guard case .array(let elements)? = json[name] else { return [] }
        return elements
    }
}

extension JSONValue {
    /// The text of a string.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

extension WebFixture {
    /// Asks with a JSON body, as somebody who holds `token`.
    func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        token: String? = nil,
        headers: HTTPFields = [:],
        _ body: JSONValue? = nil
    ) async throws -> Answered {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await send(method, path, headers, body.map { $0.serialized() })
    }

    /// Asks with any bytes.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: HTTPFields,
        _ bytes: [UInt8]?
    ) async throws -> Answered {
        try await client.execute(
            uri: path,
            method: method,
            headers: headers,
            body: bytes.map { ByteBuffer(bytes: $0) }
        ) { response in
            let bytes = Array(response.body.readableBytesView)
            let json = try? JSONParser.parse(bytes)
            let answer = Answered(
                status: response.status.code,
                headers: response.headers,
                trailers: response.trailerHeaders,
                text: String(decoding: bytes, as: UTF8.self),
                json: json ?? .null
            )
            Conformance.check(method.rawValue, path, answer)
            return answer
        }
    }
}

extension WebFixture {
    /// The answer of a server without a database, for what needs none.
    static func offlineAnswer(_ method: HTTPRequest.Method, _ path: String) async throws -> Answered
    {
        let answers = Mutex<[Answered]>([])
        try await offline { fixture in
            let answer = try await fixture.send(method, path, [:], nil)
            answers.withLock { $0.append(answer) }
        }
        return try #require(answers.withLock { $0.first })
    }
}
