/// Every code a refusal can carry. The list is closed: it grows by decision only.
public enum ErrorCode: String, Sendable, CaseIterable {
    case malformed
    case invalid
    case unauthenticated
    case invalidCredentials = "invalid_credentials"
    case invalidCode = "invalid_code"
    case codeExpired = "code_expired"
    case codeAlreadyUsed = "code_already_used"
    case codeRequired = "code_required"
    case enrollmentRequired = "enrollment_required"
    case mailboxConfirmationRequired = "mailbox_confirmation_required"
    case recoveryRequired = "recovery_required"
    case stepUpRequired = "step_up_required"
    case permissionDenied = "permission_denied"
    case aboveOwnRights = "above_own_rights"
    case prerequisiteMissing = "prerequisite_missing"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case notAcceptable = "not_acceptable"
    case unsupportedMediaType = "unsupported_media_type"
    case tooLarge = "too_large"
    case conflict
    case alreadyUser = "already_user"
    case alreadyInvited = "already_invited"
    case lastPrimary = "last_primary"
    case lastMethod = "last_method"
    case methodNotUsable = "method_not_usable"
    case rotationRequired = "rotation_required"
    case limitReached = "limit_reached"
    case stale
    case preconditionRequired = "precondition_required"
    case idempotencyMismatch = "idempotency_mismatch"
    case idempotencyInProgress = "idempotency_in_progress"
    case invalidCursor = "invalid_cursor"
    case emailNotSupported = "email_not_supported"
    case regionCodeRequired = "region_code_required"
    case numberNotSupported = "number_not_supported"
    case passwordNotAcceptable = "password_not_acceptable"
    case documentNotAcceptable = "document_not_acceptable"
    case rateLimited = "rate_limited"
    case deliveryFailed = "delivery_failed"
    case unavailable
    case `internal`
}
