/// Statements that are a transaction of their own, in one round trip.
extension PostgresPool {
    /// All rows; throws `tooManyRows` above `PostgresLimits.rows`.
    package func all<Row>(_ statement: Statement<Row>) async throws(PostgresError) -> [Row] {
        try await leasing { (connection) throws(PostgresError) in
            try await connection.rows(statement, in: nil)
        }
    }

    /// The first row, or nil.
    package func first<Row>(_ statement: Statement<Row>) async throws(PostgresError) -> Row? {
        try await all(statement).first
    }

    /// The only row; throws `unexpectedRowCount` for none and for several.
    package func one<Row>(_ statement: Statement<Row>) async throws(PostgresError) -> Row {
        try await all(statement).theOnlyOne()
    }

    /// Runs a statement for its effect and gives how many rows it touched.
    @discardableResult
    package func run(_ statement: Statement<Void>) async throws(PostgresError) -> Int {
        try await leasing { (connection) throws(PostgresError) in
            try await connection.run(statement, in: nil)
        }
    }

    /// Runs several statements in one round trip, all of them or none, and gives the rows of each.
    ///
    /// They run again, as a transaction does, when the server cannot serialize them or ended a
    /// deadlock with them: nothing of them is there then.
    package func together<each Row>(
        _ statement: repeat Statement<each Row>
    ) async throws(PostgresError) -> (repeat [each Row]) {
        var attempt = 1
        while true {
            do {
                return try await leasing { (connection) throws(PostgresError) in
                    try await connection.together(repeat each statement, in: nil)
                }.each
            } catch {
                guard error.isRetriable, attempt < PostgresLimits.attempts else { throw error }
                await pause(after: attempt)
                attempt += 1
            }
        }
    }

    private func leasing<T: Sendable>(
        _ body: (PostgresConnection) async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        let connection = try await lease()
        defer { giveBack(connection) }
        return try await connection.interruptible(body)
    }
}
