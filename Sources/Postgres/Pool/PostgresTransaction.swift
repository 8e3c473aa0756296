/// The statements of one transaction; valid only inside the body that was given it.
package struct PostgresTransaction: Sendable {
    let connection: PostgresConnection
    let state: TransactionState

    /// All rows; throws `tooManyRows` above `PostgresLimits.rows`.
    package func all<Row>(_ statement: Statement<Row>) async throws(PostgresError) -> [Row] {
        try await noting { (connection) throws(PostgresError) in
            try await connection.rows(statement, in: state)
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
        try await noting { (connection) throws(PostgresError) in
            try await connection.run(statement, in: state)
        }
    }

    /// Runs several statements in one round trip, in their order, and gives the rows of each.
    ///
    /// An error of one undoes them all with the transaction. What the rows mean is judged
    /// afterwards: a body that finds one missing throws, and nothing was done.
    package func together<each Row>(
        _ statement: repeat Statement<each Row>
    ) async throws(PostgresError) -> (repeat [each Row]) {
        try await noting { (connection) throws(PostgresError) in
            try await connection.together(repeat each statement, in: state)
        }.each
    }

    /// Runs a statement for its effect with the transaction's next round trip, at the latest with
    /// its COMMIT: it costs none of its own. Its error is thrown there.
    package func later(_ statement: Statement<Void>) throws(PostgresError) {
        try state.add(Call(statement))
    }

    /// Prepares a statement and compares its columns with its Swift types, without running it.
    package func check<Row>(_ statement: Statement<Row>) async throws(PostgresError) {
        try await noting { (connection) throws(PostgresError) in
            try await connection.check(statement, in: state)
        }
    }

    func noting<T: Sendable>(
        _ body: (PostgresConnection) async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        do {
            return try await connection.interruptible(body)
        } catch {
            state.note(error)
            throw error
        }
    }
}

extension PostgresConnection {
    /// Runs an operation of this connection that cancellation of the task stops at the server.
    nonisolated func interruptible<T: Sendable>(
        _ body: (PostgresConnection) async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        let result = await withTaskCancellationHandler {
            do throws(PostgresError) {
                return Result<T, PostgresError>.success(try await body(self))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            standing.interrupt()
        }
        return try result.get()
    }
}

extension Array {
    /// The only element; throws `unexpectedRowCount` for none and for several.
    func theOnlyOne() throws(PostgresError) -> Element {
        guard count == 1, let element = first else {
            throw PostgresError(.unexpectedRowCount, "\(count) rows instead of one")
        }
        return element
    }
}
