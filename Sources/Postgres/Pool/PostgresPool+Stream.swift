extension PostgresPool {
    /// Gives the rows of a statement in batches, as they are taken, in a read-only transaction.
    ///
    /// Only one batch is in memory; the next is asked for when `each` returns. All rows are of one
    /// moment, that of the cursor's opening. An error of `each` ends the stream and is thrown.
    package func stream<Row>(
        settings: [TransactionSetting] = [],
        _ statement: Statement<Row>,
        batch: Int = 1_024,
        _ each: @Sendable ([Row]) async throws -> Void
    ) async throws {
        precondition(batch > 0 && batch <= PostgresLimits.rows, "a batch outside its bounds")
        let connection = try await lease()
        defer { giveBack(connection) }
        let mode = TransactionMode(isReadOnly: true, isolation: .readCommitted)
        let state = TransactionState(mode, settings: settings)
        do {
            try await connection.interruptible { (connection) throws(PostgresError) in
                try await connection.declare(statement.sql, in: state)
            }
            var rows: [Row]
            repeat {
                rows = try await connection.interruptible { (connection) throws(PostgresError) in
                    try await connection.fetch(batch, of: statement)
                }
                if !rows.isEmpty { try await each(rows) }
            } while rows.count == batch
        } catch {
            await rollBack(connection, state)
            throw error
        }
        try await commit(connection, state)
    }
}
