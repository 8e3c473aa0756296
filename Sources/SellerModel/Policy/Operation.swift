/// What a caller may show to be let in.
public enum Credential: String, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// An attempt that waits for a code.
    case attemptCode = "attempt(code)"
    /// An attempt that may enroll.
    case attemptTicket = "attempt(ticket)"
    /// An attempt in any state.
    case attemptAny = "attempt(any)"
    case session
    /// The token of another system of the operator.
    case service
    /// A one-time secret in the body.
    case link
}

/// What a caller must be, besides holding a credential.
public enum Authority: Sendable, Equatable {
    /// Nothing more: the credential says all.
    case none
    /// The caller's own login, sessions and methods.
    case own
    /// Any active user of the account.
    case anyUser
    /// A level on a tool of the account.
    case tool(String, Level)

    /// As the OpenAPI document writes it.
    public var text: String {
        switch self {
        case .none: "none"
        case .own: "own"
        case .anyUser: "any user"
        case .tool(let tool, let level): "\(tool): \(level.rawValue)"
        }
    }
}

/// Whether an operation asks for a code of its own.
public enum StepUpNeed: String, Sendable {
    case never
    /// When the result newly makes an admin or gives a tool with a prerequisite.
    case whenPowerGrows = "when power grows"
}

/// The methods that operations use.
public enum HTTPVerb: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
}

/// One row of the operation table. Guards, OpenAPI, documentation and coverage tests read it.
public struct Operation: Sendable, Equatable {
    /// Names the operation everywhere: routes, audit, step-up.
    public let name: OperationName
    /// The method of the request.
    public let verb: HTTPVerb
    /// The path with `{parameters}`.
    public let path: String
    /// Any one of these lets a caller in.
    public let credentials: Set<Credential>
    /// What the caller must be besides.
    public let authority: Authority
    /// Whether a code is asked for the change itself.
    public let stepUp: StepUpNeed
    /// Whether `Idempotency-Key` is required.
    public let idempotencyKey: Bool
    /// Whether `If-Match` is required.
    public let ifMatch: Bool
    /// The refusals it can give beside the ones that every operation can.
    public let errors: [ErrorCode]
    /// One sentence for the documentation.
    public let summary: String
}
