import CLibPQ

/// One result of the server, freed when nobody holds it or a field of it.
@safe package final class LinkResult {
    /// What kind of answer a result is.
    package enum Status: Sendable {
        /// The command ran and gave no rows.
        case command
        /// The command gave rows, perhaps none.
        case rows
        /// The end of a batch.
        case sync
        /// The command was skipped, because an earlier one of its batch failed.
        case skipped
        /// The command failed; see `report`.
        case failed
        /// COPY begins to send data.
        case copyOut
        /// COPY waits for data.
        case copyIn
        /// An answer that no command of ours asks for.
        case unexpected
    }

    let result: OpaquePointer
    /// How many rows the result holds.
    package let rowCount: Int
    /// How many columns a row has.
    package let columnCount: Int

    init(_ result: OpaquePointer) {
        unsafe self.result = result
        unsafe rowCount = Int(PQntuples(result))
        unsafe columnCount = Int(PQnfields(result))
    }

    deinit {
        unsafe PQclear(result)
    }

    /// What kind of answer this is.
    package var status: Status {
        switch unsafe PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .command
        case PGRES_TUPLES_OK: .rows
        case PGRES_PIPELINE_SYNC: .sync
        case PGRES_PIPELINE_ABORTED: .skipped
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE: .failed
        case PGRES_COPY_OUT: .copyOut
        case PGRES_COPY_IN: .copyIn
        default: .unexpected
        }
    }

    /// The command tag, for example `UPDATE 1` or `ROLLBACK`.
    package var tag: String {
        guard let text = unsafe PQcmdStatus(result) else { return "" }
        return unsafe String(cString: text)
    }

    /// How many rows the command changed or gave; 0 if its kind does not say.
    package var affectedRows: Int {
        guard let text = unsafe PQcmdTuples(result) else { return 0 }
        return unsafe Int(String(cString: text)) ?? 0
    }

    /// The server's words about a failure.
    package var report: ServerReport {
        ServerReport(
            sqlState: text(.sqlState) ?? "",
            message: text(.message) ?? wholeMessage,
            detail: text(.detail),
            constraint: text(.constraint),
            table: text(.table)
        )
    }

    /// The object id of a column's type.
    package func type(ofColumn column: Int) -> UInt32 {
        unsafe PQftype(result, Int32(column))
    }

    /// One field of one row.
    package func field(row: Int, column: Int) -> Field {
        precondition(
            row >= 0 && row < rowCount && column >= 0 && column < columnCount,
            "a field outside its result"
        )
        return Field(result: self, row: Int32(row), column: Int32(column))
    }

    private var wholeMessage: String {
        guard let text = unsafe PQresultErrorMessage(result) else { return "" }
        return unsafe String(cString: text)
    }

    // The codes of postgres_ext.h, which Swift does not import: they are character macros.
    private enum ReportField: UInt8 {
        case sqlState = 0x43  // C
        case message = 0x4D  // M
        case detail = 0x44  // D
        case constraint = 0x6E  // n
        case table = 0x74  // t
    }

    private func text(_ field: ReportField) -> String? {
        guard let text = unsafe PQresultErrorField(result, Int32(field.rawValue)) else {
            return nil
        }
        return unsafe String(cString: text)
    }
}
