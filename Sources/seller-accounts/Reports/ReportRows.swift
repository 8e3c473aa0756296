import SellerModel
import SellerReports

/// Rows on their way out: as a file format, or as a table for a person.
actor ReportRows {
    private let report: ReportName
    private let writer: ReportWriter?
    private let write: @Sendable ([UInt8]) async throws -> Void
    private var table: Table
    private var isEmpty = true

    /// Writes a report in this format, or a table where there is none.
    init(
        _ report: ReportName,
        _ format: ReportFormat?,
        write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) {
        self.report = report
        writer = format.map { ReportWriter($0, columns: report.columns, write: write) }
        self.write = write
        table = Table(report.tableColumns)
    }

    /// Adds rows as the server sent them.
    func append(_ rows: [JSONValue]) async throws {
        if !rows.isEmpty { isEmpty = false }
        if let writer {
            let columns = report.columns
            return try await writer.append(rows.map { row in columns.map { row[$0] ?? .null } })
        }
        for row in rows { table.add(report.tableColumns.map { row[$0]?.cell ?? "-" }) }
    }

    /// Ends the report.
    func finish() async throws {
        if let writer {
            _ = try await writer.finish()
        } else {
            try await write(Array((isEmpty ? report.emptySentence : table.text).utf8))
        }
    }
}

extension ReportName {
    /// The columns that a terminal has room for.
    fileprivate var tableColumns: [String] {
        switch self {
        case .missingEnrollment:
            [
                "user_id", "name", "email", "kind", "state", "two_step_state", "is_admin",
                "shared_login", "grants",
            ]
        case .credentials:
            [
                "user_id", "name", "email", "kind", "state", "two_step_state", "methods",
                "last_sign_in", "sessions_active", "shared_login",
            ]
        }
    }

    /// What a person reads instead of a table without rows.
    fileprivate var emptySentence: String {
        switch self {
        case .missingEnrollment: "Nobody is missing.\n"
        case .credentials: "The account has no users.\n"
        }
    }
}
