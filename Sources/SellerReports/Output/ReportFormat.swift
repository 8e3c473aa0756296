/// How a report is written.
package enum ReportFormat: String, Sendable, CaseIterable {
    /// RFC 4180, with a header line.
    case csv
    /// One object with all rows.
    case json
    /// One object a line; the last line is the manifest.
    case ndjson

    /// The media type of an answer in this format.
    package var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .json: "application/json"
        case .ndjson: "application/x-ndjson"
        }
    }
}
