import HTTPTypes

extension HTTPField.Name {
    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else {
            preconditionFailure("A header name in the source is not a token.")
        }
        return field
    }

    /// Names the request in logs and audit.
    static let requestID = named("X-Request-Id")
    /// The caller's trace that the request belongs to. Source: W3C Trace Context.
    static let traceParent = named("traceparent")
    /// Makes a repeated request answer with the first one's object.
    static let idempotencyKey = named("Idempotency-Key")
    /// Says that the object is the one of an earlier request.
    static let idempotencyReplayed = named("Idempotency-Replayed")
    /// Carries the proof of a fresh code.
    static let stepUp = named("Step-Up")
    /// The peers that proxies saw, the nearest last.
    static let forwardedFor = named("X-Forwarded-For")
    /// How many rows a report had.
    static let reportRows = named("Report-Rows")
    /// The SHA-256 of a report's bytes, in hexadecimal.
    static let reportSHA256 = named("Report-SHA256")
    /// Keeps the address of a page, which may hold a link's secret, from other sites.
    static let referrerPolicy = named("Referrer-Policy")
    /// How the sender of a request stands to its target. Source: W3C Fetch Metadata.
    static let secFetchSite = named("Sec-Fetch-Site")
}
