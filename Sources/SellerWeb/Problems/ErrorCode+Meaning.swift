import SellerModel

extension ErrorCode {
    /// What the code means and what helps, in one or two sentences without data.
    var meaning: String {
        switch self {
        case .malformed: "The request is not as the contract says. Correct it before sending again."
        case .invalid: "The request is well-formed, but a value in it is not acceptable."
        case .unauthenticated: "No credential was given, or it is dead or of another kind. Sign in."
        case .invalidCredentials: "The e-mail address or the password is wrong."
        case .invalidCode: "The code is wrong. The attempt lives on; give the code shown now."
        case .codeExpired: "The time to give this code is over. Begin again."
        case .codeAlreadyUsed: "Each code counts once. Wait for the next one."
        case .codeRequired: "The password was right; a code of a registered method comes next."
        case .enrollmentRequired: "Two-step verification has to be set up before anything else."
        case .mailboxConfirmationRequired:
            """
            A link from the login's mailbox has to be opened first: before the first enrollment, or on \
            a new device while somebody else may know the password.
            """
        case .recoveryRequired: "No registered method is left. The way on is account recovery."
        case .stepUpRequired: "This change needs a fresh code, given for it and nothing else."
        case .permissionDenied: "The permission for this is missing. The detail names who gives it."
        case .aboveOwnRights: "Nobody gives more than they hold themselves."
        case .prerequisiteMissing:
            "This tool is given only after the person's identity is verified."
        case .notFound: "There is no such thing here, or it is not yours to see."
        case .methodNotAllowed: "The path exists, and takes other methods: see the Allow header."
        case .notAcceptable: "The answer does not exist in any of the types asked for."
        case .unsupportedMediaType: "The body has to be JSON, and to say so."
        case .tooLarge: "The body is larger than this operation takes."
        default: conflictMeaning
        }
    }

    private var conflictMeaning: String {
        switch self {
        case .conflict: "Somebody changed this meanwhile, or its state does not allow it now."
        case .alreadyUser: "The person is a user of this account already."
        case .alreadyInvited: "The person has an open invitation to this account already."
        case .lastPrimary: "An account always has one primary user."
        case .lastMethod: "The only active method can be neither removed nor marked lost."
        case .methodNotUsable: "This method cannot be used now. Use another one, or wait."
        case .rotationRequired: "A new password and new methods have to come first."
        case .limitReached: "A limit of this account is reached."
        case .stale: "The object is newer than the version that was named. Read it again."
        case .preconditionRequired: "Name the version to change in the If-Match header."
        case .idempotencyMismatch: "This idempotency key was used for another request."
        case .idempotencyInProgress: "A request with this idempotency key is still running."
        case .invalidCursor: "The cursor is not one that this list gave. Begin at the first page."
        case .emailNotSupported: "Codes never come by e-mail. Register an app or a phone."
        case .regionCodeRequired: "Write the number with + and its country code."
        case .numberNotSupported: "This number cannot receive codes."
        case .passwordNotAcceptable: "The password is too short, too common or easy to guess."
        case .documentNotAcceptable: "The document is not of a kind or size that is taken."
        case .rateLimited: "Too many tries. Come back after the time in Retry-After."
        case .deliveryFailed: "The message could not be delivered."
        case .unavailable: "The service cannot answer now. Try again after Retry-After."
        default: "Something went wrong here, and it is logged."
        }
    }
}
