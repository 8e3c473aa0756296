/// Why a transaction did not commit: the database's reason, or the body's own.
package enum TransactionError<BodyError: Error>: Error {
    /// Beginning, committing or leasing a connection failed.
    case postgres(PostgresError)
    /// The body threw; its changes are rolled back.
    case body(BodyError)
}

extension TransactionError: Equatable where BodyError: Equatable {}

extension TransactionError where BodyError == PostgresError {
    /// The one error, for a body that throws nothing but the database's errors.
    package var error: PostgresError {
        switch self {
        case .postgres(let error), .body(let error): error
        }
    }
}
