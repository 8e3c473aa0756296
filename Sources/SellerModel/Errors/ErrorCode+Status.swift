extension ErrorCode {
    /// The HTTP status of the code, decided here once. Source: the conventions of the contract.
    public var status: Int {
        switch self {
        case .malformed, .invalidCursor: 400
        case .unauthenticated, .invalidCredentials, .stepUpRequired: 401
        case .codeRequired, .enrollmentRequired, .mailboxConfirmationRequired, .recoveryRequired,
            .permissionDenied, .aboveOwnRights, .prerequisiteMissing:
            403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .conflict, .alreadyUser, .alreadyInvited, .lastPrimary, .lastMethod,
            .methodNotUsable, .rotationRequired, .limitReached, .idempotencyInProgress:
            409
        case .stale: 412
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .invalid, .invalidCode, .codeExpired, .codeAlreadyUsed, .idempotencyMismatch,
            .emailNotSupported, .regionCodeRequired, .numberNotSupported, .passwordNotAcceptable,
            .documentNotAcceptable:
            422
        case .preconditionRequired: 428
        case .rateLimited: 429
        case .internal: 500
        case .deliveryFailed, .unavailable: 503
        }
    }

    /// The fixed title of the problem, which never holds data.
    public var title: String {
        let words = rawValue.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
