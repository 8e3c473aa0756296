import HTTPTypes
import Hummingbird
import SellerModel

extension APIRequest {
    /// The bearer token; nil when there is none. Anything else in the header is no credential.
    var bearer: String? {
        let values = request.headers[values: .authorization]
        guard values.count == 1, let value = values.first else { return nil }
        let parts = value.utf8.split(separator: UInt8(ascii: " "))
        guard parts.count == 2, let scheme = parts.first.flatMap({ String($0) }),
            let token = parts.last.flatMap({ String($0) }), scheme.lowercased() == "bearer"
        else { return nil }
        return token
    }

    /// The step-up that the request carries, if any.
    var stepUp: String? { request.headers[.stepUp] }

    /// The version of `If-Match: "v3"`, which the operation needs.
    func expectedVersion() throws(SellerError) -> Int64 {
        let values = request.headers[values: .ifMatch]
        guard let value = values.first else {
            throw SellerError(
                .preconditionRequired,
                "Send If-Match with the ETag of the object as you read it.",
                fields: [.init(.parameter("If-Match"), .preconditionRequired, "It is missing.")]
            )
        }
        guard values.count == 1, let version = ETag.version(of: value) else {
            throw Self.header("If-Match", "This must be one ETag that this service gave.")
        }
        return version
    }

    /// The key of `Idempotency-Key`, bare or as a quoted string: 1 to 255 visible ASCII characters.
    func idempotencyText() throws(SellerError) -> String {
        let values = request.headers[values: .idempotencyKey]
        guard let value = values.first else {
            throw Self.header("Idempotency-Key", "This header is missing.")
        }
        var bytes = Array(value.utf8)
        let quote = UInt8(ascii: "\"")
        if bytes.count >= 2, bytes.first == quote, bytes.last == quote {
            bytes = Array(bytes.dropFirst().dropLast())
        }
        guard values.count == 1, (1...255).contains(bytes.count),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != quote })
        else {
            throw Self.header("Idempotency-Key", "This must be 1 to 255 visible ASCII characters.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func header(_ name: String, _ detail: String) -> SellerError {
        SellerError(
            .malformed,
            "A header is not as the contract says.",
            fields: [.init(.parameter(name), .malformed, detail)]
        )
    }
}

/// The version of an object as an entity tag.
enum ETag {
    /// `"v3"`.
    static func text(_ version: Int64) -> String { "\"v\(version)\"" }

    /// The version of a strong tag that this service gave; nil for anything else.
    static func version(of text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, bytes.starts(with: "\"v".utf8), bytes.last == UInt8(ascii: "\"")
        else { return nil }
        let digits = bytes.dropFirst(2).dropLast()
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
