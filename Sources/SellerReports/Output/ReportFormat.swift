/// How a report is written. Whoever takes any format gets the first.
package enum ReportFormat: String, Sendable, CaseIterable {
    /// One object with all rows.
    case json
    /// RFC 4180, with a header line.
    case csv
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
