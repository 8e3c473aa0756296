package import Logging
package import Postgres
package import SellerModel
import SellerStore

extension SellerError {
    /// What a failure of the database means to a caller; decided here and nowhere else.
    ///
    /// A commit whose answer was lost is `unavailable`: the caller reads again, or repeats with the
    /// same idempotency key.
    package init(_ error: PostgresError) {
        switch error.code {
        case .cancelled:
            self = .cancelled
        case .unavailable, .connectionLost, .commitUnknown, .timedOut:
            self = .databaseUnavailable
        case .server:
            self = Self.refused(by: error)
        case .unexpectedRowCount, .typeMismatch, .tooManyRows, .transactionEnded:
            self = SellerError(.internal, "Something went wrong here: \(error.description).")
        }
    }

    /// The same, and what is a fault of this service goes to the log: the caller cannot mend it.
    ///
    /// SQLSTATE and constraint hold no data.
    package init(_ error: PostgresError, _ logger: Logger) {
        self.init(error)
        let isUnknownRule =
            error.sqlState?.hasPrefix("23") == true
            && error.constraint.flatMap(Self.broken) == nil
        guard code == .internal || isUnknownRule else { return }
        logger.error(
            "the database refused a statement",
            metadata: [
                "error": "\(error)", "constraint": "\(error.constraint ?? "-")",
                "sqlstate": "\(error.sqlState ?? "-")",
            ]
        )
    }

    /// The database cannot be used now.
    package static let databaseUnavailable = SellerError(
        .unavailable,
        "The service cannot reach its database. Try again in a moment.",
        retryAfterSeconds: 1
    )

    private static func refused(by error: PostgresError) -> SellerError {
        if let constraint = error.constraint, let known = broken(constraint) { return known }
        // Classes of SQLSTATE: appendix A of the PostgreSQL manual.
        switch error.sqlState?.prefix(2) {
        case "08", "25", "40", "53", "55", "57", "58": return .databaseUnavailable
        case "23": return SellerError(.conflict, "The change does not fit what is there.")
        default:
            return SellerError(.internal, "Something went wrong here: \(error.description).")
        }
    }

    private static func broken(_ constraint: String) -> SellerError? {
        switch constraint {
        case "login_email_unique":
            SellerError(.conflict, "This address has a login. Sign in first.", next: "sign_in")
        case "invitation_one_live":
            SellerError(.alreadyInvited, "An invitation to this address is open.")
        case "seller_user_one_live":
            SellerError(.alreadyUser, "This person is a user of the account.")
        case "account_primary_exactly_one", "account_primary_own_user":
            SellerError(.lastPrimary, "An account has exactly one primary user.")
        case "two_step_method_step_upwards": .codeAlreadyUsed
        case "login_first_enrolled_once":
            SellerError(.conflict, "This login was enrolled meanwhile. Sign in again.")
        case "session_one_per_attempt", OneTimeRule.attempt.rawValue: .deadAttempt
        case OneTimeRule.code.rawValue: .codeAlreadyUsed
        case OneTimeRule.voucher.rawValue: .noTicket
        case OneTimeRule.standing.rawValue: .standingChanged
        case "idempotency_record_key":
            SellerError(.idempotencyInProgress, "The same request is being answered.")
        default: nil
        }
    }
}
