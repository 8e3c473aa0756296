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
    /// `write` is called by one task at a time, with about 64 KiB at most, and for the first time when
    /// rows were read: until then nothing is written. No more than one batch of rows is read ahead of
    /// it. The caller has checked `reports: view`.
    package func missingEnrollment(
        account: ID<Account>,
        format: ReportFormat,
        write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(ReportFailure) -> ReportManifest {
        let writer = ReportWriter(format, columns: Self.missingEnrollmentColumns, write: write)
        let setting = TransactionSetting("seller.account", account.uuid.uuidString)
        do {
            try await pool.stream(settings: [setting], .missingEnrollment(in: account)) { rows in
                try await writer.append(rows.map(\.cells))
            }
            return try await writer.finish()
        } catch let error as PostgresError {
            throw .database(error)
        } catch {
            throw .taker(error)
        }
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
