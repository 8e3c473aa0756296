import HTTPTypes
import Hummingbird
import SellerModel
import SellerService

extension APIRequest {
    /// The fields of the body: JSON, with the names of the operation's shape and no others.
    func fields() async throws(SellerError) -> JSONFields {
        try fields(in: try await body())
    }

    /// The fields of the body, with the key that makes a repeated request the same one.
    func keyedFields() async throws(SellerError) -> (JSONFields, IdempotencyKey) {
        let key = try idempotencyText()
        let bytes = try await body()
        return (try fields(in: bytes), try IdempotencyKey(key, body: bytes))
    }

    private func fields(in bytes: [UInt8]) throws(SellerError) -> JSONFields {
        if bytes.isEmpty, shape.body == nil {
            return try JSONFields(.object([]), allowed: [])
        }
        try requireJSON()
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw Self.refusal(of: error)
        }
        return try JSONFields(value, allowed: Set(shape.body?.names ?? []))
    }

    /// Refuses a body where none belongs; an empty object says as little as none.
    func refuseBody() async throws(SellerError) {
        let announced = request.headers[.contentLength].map { $0 != "0" } ?? false
        guard announced || request.headers[.transferEncoding] != nil else { return }
        _ = try await fields()
    }

    private func body() async throws(SellerError) -> [UInt8] {
        try await request.bytes(upTo: Request.longestBody, tooLarge: .tooLarge)
    }

    private func requireJSON() throws(SellerError) {
        // RFC 8259 §8.1: JSON that is exchanged is UTF-8.
        let isUTF8 = ["charset=utf-8", "charset=\"utf-8\""].contains
        guard let type = MediaType(request.headers[.contentType] ?? ""),
            type.name == "application/json", type.parameters.allSatisfy(isUTF8)
        else {
            throw SellerError(
                .unsupportedMediaType,
                "The body has to be JSON in UTF-8, with Content-Type: application/json."
            )
        }
    }

    private static func refusal(of fault: JSONFault) -> SellerError {
        switch fault {
        case .syntax(let offset):
            SellerError(.malformed, "The body is not JSON from byte \(offset) on.")
        case .tooDeep: SellerError(.malformed, "The body is nested too deeply.")
        case .encoding: SellerError(.malformed, "The body is not UTF-8.")
        case .doubled(let pointer):
            SellerError(
                .malformed,
                "The body names a field twice.",
                fields: [.init(.pointer(pointer), .malformed, "This field is doubled.")]
            )
        }
    }
}

extension SellerError {
    /// A body that no operation takes.
    static let tooLarge = SellerError(
        .tooLarge,
        "A body here has at most \(Request.longestBody) bytes."
    )
}
