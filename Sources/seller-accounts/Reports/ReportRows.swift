import SellerModel
import SellerReports

/// Rows on their way out: as a file format, or as a table for a person.
actor ReportRows {
    private let writer: ReportWriter?
    private let write: @Sendable ([UInt8]) async throws -> Void
    private var table = Table(ReportRows.tableColumns)
    private var isEmpty = true

    private static let tableColumns = [
        "user_id", "name", "email", "kind", "state", "two_step_state", "is_admin", "shared_login",
        "grants",
    ]

    /// Writes in this format, or a table where there is none.
    init(
        _ format: ReportFormat?,
        write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) {
        writer = format.map {
            ReportWriter($0, columns: SellerReports.missingEnrollmentColumns, write: write)
        }
        self.write = write
    }

    /// Adds rows as the server sent them.
    func append(_ rows: [JSONValue]) async throws {
        if !rows.isEmpty { isEmpty = false }
        if let writer {
            let columns = SellerReports.missingEnrollmentColumns
            return try await writer.append(rows.map { row in columns.map { row[$0] ?? .null } })
        }
        for row in rows { table.add(Self.tableColumns.map { row[$0]?.cell ?? "-" }) }
    }

    /// Ends the report.
    func finish() async throws {
        if let writer {
            _ = try await writer.finish()
        } else {
            try await write(Array((isEmpty ? "Nobody is missing.\n" : table.text).utf8))
        }
    }
}
