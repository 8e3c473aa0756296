/// Single statements, each a transaction of its own.
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

    private func leasing<T: Sendable>(
        _ body: (PostgresConnection) async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        let connection = try await lease()
        defer { giveBack(connection) }
        return try await connection.interruptible(body)
    }
}
