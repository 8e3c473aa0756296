extension PostgresPool {
    /// Runs the body in a transaction and commits it.
    ///
    /// The whole body runs again when the server cannot serialize it (40001) or ended a deadlock
    /// with it (40P01), at most `PostgresLimits.attempts` times in all: it must do nothing but SQL
    /// and pure decisions. A lost connection is never tried again. The transaction begins with the
    /// body's first statement; a body without one costs nothing.
    @discardableResult
    package func transaction<T: Sendable, E: Error>(
        readOnly: Bool = false,
        isolation: TransactionIsolation = .readCommitted,
        settings: [TransactionSetting] = [],
        _ body: @Sendable (PostgresTransaction) async throws(E) -> T
    ) async throws(TransactionError<E>) -> T {
        let mode = TransactionMode(isReadOnly: readOnly, isolation: isolation)
        var attempt = 1
        while true {
            let state = TransactionState(mode, settings: settings)
            do {
                return try await runOnce(state, body)
            } catch {
                let isRetriable = state.failure?.isRetriable ?? false
                guard isRetriable, attempt < PostgresLimits.attempts else { throw error }
                await pause(after: attempt)
                attempt += 1
            }
        }
    }

    private func runOnce<T: Sendable, E: Error>(
        _ state: TransactionState,
        _ body: @Sendable (PostgresTransaction) async throws(E) -> T
    ) async throws(TransactionError<E>) -> T {
        let connection: PostgresConnection
        do {
            connection = try await lease()
        } catch {
            throw .postgres(error)
        }
        defer { giveBack(connection) }
        let value: T
        do {
            value = try await body(PostgresTransaction(connection: connection, state: state))
        } catch {
            await rollBack(connection, state)
            throw .body(error)
        }
        do {
            try await commit(connection, state)
        } catch {
            throw .postgres(error)
        }
        return value
    }

    func rollBack(_ connection: PostgresConnection, _ state: TransactionState) async {
        guard state.endForRollback(), !connection.standing.isRetired else { return }
        await connection.rollback()
    }

    func commit(
        _ connection: PostgresConnection,
        _ state: TransactionState
    ) async throws(PostgresError) {
        if Task.isCancelled {
            await rollBack(connection, state)
            throw PostgresError(.cancelled)
        }
        if let failure = state.failure {
            // The body went on after it. What was to go along with the statement that failed is lost,
            // perhaps BEGIN itself, and the server need not know of the failure.
            await rollBack(connection, state)
            throw failure
        }
        guard let rest = state.endForCommit() else { return }
        do {
            if try await connection.commit(rest) { return }
        } catch {
            state.note(error)
            // A statement that went with COMMIT leaves the transaction open when it fails.
            if !connection.standing.isRetired { await connection.rollback() }
            throw error
        }
        throw PostgresError(.server, "the transaction was rolled back")
    }

    // Twice as long after each attempt, so that those who met once do not meet again.
    func pause(after attempt: Int) async {
        let microseconds = Int.random(in: 0..<(2_000 << attempt))
        try? await Task.sleep(for: .microseconds(microseconds))
    }
}
