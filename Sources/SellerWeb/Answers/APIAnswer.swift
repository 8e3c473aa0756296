import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel

/// What an operation answers, before it is HTTP.
struct APIAnswer: Sendable {
    /// The ways to succeed.
    enum Success: Int, Sendable {
        case ok = 200
        case created = 201
        case accepted = 202
        case noContent = 204
    }

    let success: Success
    var headers: HTTPFields = [:]
    var body: ResponseBody

    /// A JSON value.
    init(_ success: Success = .ok, _ value: JSONValue) {
        self.success = success
        headers[.contentType] = "application/json"
        body = .init(byteBuffer: ByteBuffer(bytes: value.serialized()))
    }

    /// JSON that is written straight into bytes.
    init(_ write: (inout JSONText) -> Void) {
        success = .ok
        headers[.contentType] = "application/json"
        var text = JSONText(room: Self.usualBytes)
        write(&text)
        body = .init(byteBuffer: ByteBuffer(bytes: text.bytes))
    }

    /// Room for a decision, or for a person with one account and a dozen levels.
    static let usualBytes = 1_536

    /// A body of another type, written while it is sent.
    init(type: String, body: ResponseBody) {
        success = .ok
        headers[.contentType] = type
        self.body = body
    }

    private init(empty success: Success) {
        self.success = success
        body = .init()
    }

    /// Done, and nothing to tell.
    static let noContent = APIAnswer(empty: .noContent)

    /// The same answer with the object's version as its entity tag.
    func tagged(_ version: Int64) -> APIAnswer {
        var answer = self
        answer.headers[.eTag] = ETag.text(version)
        return answer
    }

    /// The same answer, marked as the one of an earlier request with the same key.
    func marked(replayed: Bool) -> APIAnswer {
        guard replayed else { return self }
        var answer = self
        answer.headers[.idempotencyReplayed] = "true"
        return answer
    }

    /// The answer as HTTP.
    var response: Response {
        Response(status: .init(integerLiteral: success.rawValue), headers: headers, body: body)
    }
}
