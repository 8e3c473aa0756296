/// The reports of an account, by the names that they are asked for.
package enum ReportName: String, Sendable, CaseIterable {
    /// Who is not enrolled, the riskiest first.
    case missingEnrollment = "missing-enrollment"
    /// Every user with what is known of the login (REP-02).
    case credentials

    /// The columns in their order.
    package var columns: [String] {
        switch self {
        case .missingEnrollment:
            [
                "user_id", "name", "email", "kind", "state", "two_step_state", "is_admin",
                "shared_login", "grants", "invited_at", "accepted_at",
            ]
        case .credentials:
            [
                "user_id", "name", "email", "kind", "state", "created_at", "two_step_state",
                "methods", "preferred", "backup_present", "password_last_changed", "last_sign_in",
                "last_method_use", "sessions_active", "shared_login",
            ]
        }
    }
}
