/// A refusal or a failure, from the store up. It is mapped to HTTP once, and never holds a secret.
public struct SellerError: Error, Sendable, Equatable {
    /// One fault of one field.
    public struct Field: Sendable, Equatable {
        /// Where the fault stands.
        public enum Place: Sendable, Equatable {
            /// A JSON Pointer into the body.
            case pointer(String)
            /// A query parameter or a header.
            case parameter(String)
        }
        /// Where the fault stands.
        public let place: Place
        /// The code of this fault.
        public let code: ErrorCode
        /// What is wrong, for a person.
        public let detail: String

        /// A fault of one field.
        public init(_ place: Place, _ code: ErrorCode, _ detail: String) {
            self.place = place
            self.code = code
            self.detail = detail
        }
    }

    /// The code that programs read.
    public var code: ErrorCode
    /// What happened and what to do, for a person.
    public var detail: String
    /// The faults of single fields.
    public var fields: [Field] = []
    /// What must happen now, as `sign_in` or an operation's name.
    public var next: String?
    /// When to try again, in seconds.
    public var retryAfterSeconds: Int64?
    /// How many tries are left, with a wrong code.
    public var attemptsLeft: Int?
    /// The caller went away: nobody reads the answer.
    public var isCancellation = false

    /// A refusal with all that it says.
    public init(
        _ code: ErrorCode,
        _ detail: String,
        fields: [Field] = [],
        next: String? = nil,
        retryAfterSeconds: Int64? = nil,
        attemptsLeft: Int? = nil
    ) {
        self.code = code
        self.detail = detail
        self.fields = fields
        self.next = next
        self.retryAfterSeconds = retryAfterSeconds
        self.attemptsLeft = attemptsLeft
    }

    /// The caller went away before the work was done.
    public static let cancelled: SellerError = {
        var error = SellerError(.unavailable, "The request was cancelled.")
        error.isCancellation = true
        return error
    }()

    /// One field that is well-formed but not acceptable.
    public static func invalid(_ pointer: String, _ detail: String) -> SellerError {
        SellerError(
            .invalid,
            "A field is not acceptable.",
            fields: [Field(.pointer(pointer), .invalid, detail)]
        )
    }

    /// Absent, or of another account: the same words for both.
    public static let notFound = SellerError(.notFound, "There is no such thing here.")
}
