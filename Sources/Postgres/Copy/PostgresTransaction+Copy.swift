import LibPQ

extension PostgresTransaction {
    /// Gives the bytes of a COPY out in chunks of about `PostgresLimits.copiedBytes`, as they are
    /// taken.
    ///
    /// Only one chunk is in memory; the next is asked for when `each` returns, so that a slow taker
    /// slows the server. Each chunk ends with a whole row. An error of `each`, or cancellation, ends
    /// the COPY and the transaction. The server's limit for statements counts the taker's time too.
    /// Gives the number of rows.
    @discardableResult
    package func copy(
        _ statement: CopyOut,
        _ each: @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int {
        try await copying {
            try await begin(statement.text, .copyOut)
            while true {
                switch try await nextCopied(statement.edit) {
                case .chunk(let bytes): try await each(bytes)
                case .end(let rows): return rows
                }
            }
        }
    }

    /// Hands the bytes that `next` gives (nil after the last) to a COPY in; gives the number of rows.
    ///
    /// An error of `next` undoes the rows of this COPY and the transaction.
    @discardableResult
    package func copy(
        _ statement: CopyIn,
        from next: @Sendable () async throws -> [UInt8]?
    ) async throws -> Int {
        try await copying {
            try await begin(statement.text, .copyIn)
            try await feed(from: next)
            return try await end()
        }
    }

    private func begin(
        _ text: String,
        _ direction: LinkResult.Status
    ) async throws(PostgresError) {
        try await noting { (connection) throws(PostgresError) in
            try await connection.beginCopy(text, direction, in: state)
        }
    }

    private func end() async throws(PostgresError) -> Int {
        try await noting { (connection) throws(PostgresError) in
            try await connection.endCopy()
        }
    }

    private func feed(from next: @Sendable () async throws -> [UInt8]?) async throws {
        while true {
            let bytes: [UInt8]?
            do {
                bytes = try await next()
            } catch {
                // The connection stays in step; the server undoes the rows.
                _ = try? await connection.endCopy(isRefused: true)
                throw error
            }
            guard let bytes else { return }
            try await put(bytes)
        }
    }

    private func nextCopied(_ edit: CopyOut.RowEdit?) async throws(PostgresError) -> CopiedOut {
        try await noting { (connection) throws(PostgresError) in
            try await connection.nextCopied(edit)
        }
    }

    private func put(_ bytes: [UInt8]) async throws(PostgresError) {
        try await noting { (connection) throws(PostgresError) in
            try await connection.copy(bytes)
        }
    }

    // Whatever goes wrong, the connection is not left in the middle of a COPY.
    private func copying<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch {
            await connection.abandonCopy()
            throw error
        }
    }
}

extension PostgresPool {
    /// Gives the bytes of a COPY out in a read-only transaction of its own, and at its end the number
    /// of rows; see `PostgresTransaction.copy`.
    @discardableResult
    package func copy(
        settings: [TransactionSetting] = [],
        _ statement: CopyOut,
        _ each: @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int {
        try await once(isReadOnly: true, settings: settings) { transaction in
            try await transaction.copy(statement, each)
        }
    }

    /// Hands bytes to a COPY in and commits; gives the number of rows. See
    /// `PostgresTransaction.copy`.
    @discardableResult
    package func copy(
        settings: [TransactionSetting] = [],
        _ statement: CopyIn,
        from next: @Sendable () async throws -> [UInt8]?
    ) async throws -> Int {
        try await once(isReadOnly: false, settings: settings) { transaction in
            try await transaction.copy(statement, from: next)
        }
    }

    /// A transaction that is never run again: its source or its taker cannot begin anew.
    private func once<T>(
        isReadOnly: Bool,
        settings: [TransactionSetting],
        _ body: (PostgresTransaction) async throws -> T
    ) async throws -> T {
        let connection = try await lease()
        defer { giveBack(connection) }
        let mode = TransactionMode(isReadOnly: isReadOnly, isolation: .readCommitted)
        let state = TransactionState(mode, settings: settings)
        let value: T
        do {
            value = try await body(PostgresTransaction(connection: connection, state: state))
        } catch {
            await rollBack(connection, state)
            throw error
        }
        try await commit(connection, state)
        return value
    }
}
