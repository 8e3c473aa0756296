package import SellerModel

/// The bytes of a report, row by row. It holds no rows, so a report of any length fits.
package struct ReportEncoder: Sendable {
    /// How the report is written.
    package let format: ReportFormat
    private let columns: [String]
    private var isFirst = true

    /// An encoder of rows that have these columns.
    package init(_ format: ReportFormat, columns: [String]) {
        self.format = format
        self.columns = columns
    }

    /// Appends what stands before the first row.
    package func begin(into bytes: inout [UInt8]) {
        switch format {
        case .csv: CSV.write(columns.map(JSONValue.string), into: &bytes)
        case .json: bytes.append(contentsOf: #"{"items":["#.utf8)
        case .ndjson: break
        }
    }

    /// Appends one row, with its cells in the order of the columns.
    package mutating func append(_ cells: [JSONValue], into bytes: inout [UInt8]) {
        switch format {
        case .csv:
            CSV.write(cells, into: &bytes)
        case .json:
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            object(cells).write(into: &bytes)
        case .ndjson:
            object(cells).write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        isFirst = false
    }

    /// Appends what stands after the last row, without the manifest.
    package func end(rows: Int, into bytes: inout [UInt8]) {
        if format == .json { bytes.append(contentsOf: "],\"rows\":\(rows)}\n".utf8) }
    }

    private func object(_ cells: [JSONValue]) -> JSONValue {
        .object(zip(columns, cells).map { JSONMember($0, $1) })
    }
}
