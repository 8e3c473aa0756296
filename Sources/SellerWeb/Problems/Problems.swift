import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel

/// Turns refusals into `application/problem+json` (RFC 9457), here and nowhere else.
struct Problems: Sendable {
    let origin: String
    let paths: KnownPaths

    func response(
        to error: SellerError,
        request: Request,
        context: SellerRequestContext
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        switch error.code {
        case .stepUpRequired:
            // RFC 9470 §3: the age of the proof that the change asks for, in seconds.
            headers[.wwwAuthenticate] = """
                Bearer error="insufficient_user_authentication", \
                error_description="A fresh code is required", max_age="300"
                """
        case .unauthenticated, .invalidCredentials: headers[.wwwAuthenticate] = "Bearer"
        case .methodNotAllowed:
            headers[.allow] = (paths.match(request.uri.path) ?? []).sorted().joined(separator: ", ")
        default: break
        }
        if let seconds = error.retrySeconds {
            headers[.retryAfter] = String(seconds)
        }
        let body = json(error, path: request.uri.path, requestID: context.id)
        return Response(
            status: .init(integerLiteral: error.code.status),
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: body.serialized()))
        )
    }

    func json(_ error: SellerError, path: String, requestID: String) -> JSONValue {
        var members: [JSONMember] = [
            .init("type", .string("\(origin)/problems/\(error.code.rawValue)")),
            .init("title", .string(error.code.title)),
            .init("status", .integer(Int64(error.code.status))),
            .init("detail", .string(error.detail)),
            .init("instance", .string(Self.withoutSecrets(path))),
            .init("code", .string(error.code.rawValue)),
            .init("request_id", .string(requestID)),
        ]
        if !error.fields.isEmpty {
            members.append(.init("errors", .array(error.fields.map(Self.json))))
        }
        if let next = error.next { members.append(.init("next", .string(next))) }
        if let left = error.attemptsLeft {
            members.append(.init("attempts_left", .integer(Int64(left))))
        }
        return .object(members)
    }

    private static func json(_ field: SellerError.Field) -> JSONValue {
        let place: JSONMember =
            switch field.place {
            case .pointer(let pointer): .init("pointer", .string(pointer))
            case .parameter(let name): .init("parameter", .string(name))
            }
        return .object([
            place,
            .init("code", .string(field.code.rawValue)),
            .init("detail", .string(field.detail)),
        ])
    }

    /// The path as it was asked for, with the step-up tokens that paths carry left out.
    static func withoutSecrets(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            let kind = TokenKind.allCases.first { segment.hasPrefix("\($0.rawValue)_") }
            return kind.map { "\($0.rawValue)_…" } ?? String(segment)
        }.joined(separator: "/")
    }
}

extension SellerError {
    /// What `Retry-After` says; nil where coming back changes nothing.
    ///
    /// 429 and 503 always say it: one second when the refusal does not know better.
    var retrySeconds: Int64? {
        retryAfterSeconds ?? (code.status == 503 || code.status == 429 ? 1 : nil)
    }
}
