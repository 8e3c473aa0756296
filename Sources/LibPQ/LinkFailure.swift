/// Why a link to the server is of no further use.
package enum LinkFailure: Error, Sendable {
    /// The connection broke, with libpq's words for it (they may hold data).
    case lost(String)
    /// The server did not answer before the deadline.
    case timedOut
}

/// One error that the server reported.
package struct ServerReport: Sendable, Equatable {
    /// Five characters that say the kind of error.
    package let sqlState: String
    /// The server's sentence; it may hold data.
    package let message: String
    /// More words, which often hold data.
    package let detail: String?
    /// The name of the constraint that the change broke.
    package let constraint: String?
    /// The table that the constraint belongs to.
    package let table: String?
}
