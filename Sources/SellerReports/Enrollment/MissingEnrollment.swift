import FoundationEssentials
import Postgres
package import SellerModel
import SellerStore

extension SellerReports {
    /// The columns of `missing-enrollment`, in their order.
    package static let missingEnrollmentColumns = [
        "user_id", "name", "email", "kind", "state", "two_step_state", "is_admin",
        "shared_login", "grants", "invited_at", "accepted_at",
    ]

    /// Writes who is not enrolled in an account, the riskiest first, piece by piece.
    ///
    /// `write` is called from one task at a time with at most about 64 KiB, and the database is read
    /// no faster than it returns. The caller has checked `reports: view`. Throws `PostgresError` for
    /// the database's failures and whatever `write` throws.
    package func missingEnrollment(
        account: ID<Account>,
        format: ReportFormat,
        write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> ReportManifest {
        let writer = ReportWriter(format, columns: Self.missingEnrollmentColumns, write: write)
        let setting = TransactionSetting("seller.account", account.uuid.uuidString)
        try await pool.stream(settings: [setting], .missingEnrollment(in: account)) { rows in
            try await writer.append(rows.map(\.cells))
        }
        return try await writer.finish()
    }
}

extension MissingEnrollmentRow {
    /// The row as `missingEnrollmentColumns` has it.
    fileprivate var cells: [JSONValue] {
        [
            .string(user.text),
            .string(name),
            .string(email),
            .string(kind.rawValue),
            .string(state.rawValue),
            .string(twoStep.rawValue),
            .bool(isAdmin),
            .bool(sharedLogin),
            .integer(grants),
            .optional(invitedAt?.rfc3339),
            .string(acceptedAt.rfc3339),
        ]
    }
}
