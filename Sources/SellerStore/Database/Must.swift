package import Postgres

/// What a one-time statement must meet, by the name that the database gives its refusal.
package enum OneTimeRule: String, Sendable, CaseIterable {
    /// A code is good once.
    case code = "one_time_code"
    /// An attempt becomes one session, while it waits for what was given.
    case attempt = "one_time_attempt"
    /// A link vouches for one sign-in.
    case voucher = "one_time_voucher"
    /// What was read before a password was compared still holds.
    case standing = "sign_in_standing"
}

extension Statement where Row == Void {
    /// Runs a statement that must meet exactly one row, else undoes the transaction with an error
    /// that names the rule: nothing has to wait for its outcome.
    package static func must<Met>(_ statement: Statement<Met>, _ rule: OneTimeRule) -> Self {
        Self(
            """
            WITH met AS (
                \(statement)
            )
            SELECT count(*) = 1 OR must_hold(false, \(rule.rawValue))
            FROM met
            """
        )
    }
}
