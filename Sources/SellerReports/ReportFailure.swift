package import Postgres

/// Why a report ended before it was whole.
package enum ReportFailure: Error, CustomStringConvertible {
    /// The database failed.
    case database(PostgresError)
    /// Whoever takes the pieces takes no more of them.
    case taker(any Error)

    /// The cause in one sentence without data.
    package var description: String {
        switch self {
        case .database(let error): error.description
        case .taker: "the reader of the report is gone"
        }
    }
}
