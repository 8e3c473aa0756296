import HTTPTypes
import SellerModel

extension HTTPField.Name {
    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else {
            preconditionFailure("A header name in the source is not a token.")
        }
        return field
    }

    /// Names the request in logs and audit.
    static let requestID = named("X-Request-Id")
    /// Makes a repeated request answer with the first one's object.
    static let idempotencyKey = named("Idempotency-Key")
    /// Says that the object is the one of an earlier request.
    static let idempotencyReplayed = named("Idempotency-Replayed")
    /// Carries the proof of a fresh code.
    static let stepUp = named("Step-Up")
    /// How many rows a report had.
    static let reportRows = named("Report-Rows")
    /// The SHA-256 of a report's bytes, in hexadecimal.
    static let reportSHA256 = named("Report-SHA256")
}
