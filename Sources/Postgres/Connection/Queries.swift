import LibPQ

/// What makes two statements the same for the server.
struct StatementKey: Hashable {
    let text: String
    let types: [UInt32]
}

/// A statement that the server keeps under a name.
struct PreparedStatement {
    let name: String
    let description: LinkResult
}

extension PostgresConnection {
    /// Runs a statement, opening the transaction with it if that has not begun yet.
    func rows<Row>(
        _ statement: Statement<Row>,
        in transaction: TransactionState?
    ) throws(PostgresError) -> [Row] {
        try execute(statement, in: transaction).rows(statement)
    }

    /// Runs a statement for its effect and gives the number of rows that it touched.
    func run(
        _ statement: Statement<Void>,
        in transaction: TransactionState?
    ) throws(PostgresError) -> Int {
        try execute(statement, in: transaction).affectedRows
    }

    /// Prepares a statement and compares its columns, without running it.
    func check<Row>(
        _ statement: Statement<Row>,
        in transaction: TransactionState?
    ) throws(PostgresError) {
        var commands = try transaction?.takeOpening() ?? []
        let types = statement.sql.parameters.types
        let key = StatementKey(text: statement.sql.text, types: types)
        _ = try prepare(statement, key: key, after: &commands)
        // A statement that is known took nothing along: what begins the transaction goes alone.
        if !commands.isEmpty { _ = try exchange(commands) }
    }

    private func execute<Row>(
        _ statement: Statement<Row>,
        in transaction: TransactionState?
    ) throws(PostgresError) -> LinkResult {
        var commands = try transaction?.takeOpening() ?? []
        let parameters = statement.sql.parameters
        let key = StatementKey(text: statement.sql.text, types: parameters.types)
        let name = try prepare(statement, key: key, after: &commands)
        commands.append(.execute(name: name, parameters))
        return try last(of: exchange(commands))
    }

    /// The name of the prepared statement; sends and empties `commands` if it had to be prepared.
    private func prepare<Row>(
        _ statement: Statement<Row>,
        key: StatementKey,
        after commands: inout [Command]
    ) throws(PostgresError) -> String {
        if let known = prepared[key] {
            if let columns = statement.columns { try known.description.check(columns) }
            return known.name
        }
        // Without a name the statement lives until the next one without a name.
        let isKept = prepared.count < PostgresLimits.preparedStatements
        let name = isKept ? "s\(preparedCount)" : ""
        preparedCount += 1
        let batch =
            commands + [
                .prepare(name: name, text: key.text, types: key.types), .describe(name: name),
            ]
        commands = []
        let description = try last(of: exchange(batch))
        if let columns = statement.columns { try description.check(columns) }
        if isKept { prepared[key] = PreparedStatement(name: name, description: description) }
        return name
    }

    private func last(of results: [LinkResult]) throws(PostgresError) -> LinkResult {
        guard let last = results.last else {
            throw PostgresError(.connectionLost, "no answer to a statement")
        }
        return last
    }

    /// Commits; a failed transaction answers with `ROLLBACK` and no error.
    func commit() throws(PostgresError) -> Bool {
        do {
            let results = try exchange([.query(text: "COMMIT", Parameters())], interruptible: false)
            return results.last?.tag == "COMMIT"
        } catch {
            switch error.code {
            case .connectionLost, .timedOut:
                standing.retire()
                throw error.recoded(.commitUnknown)
            default:
                throw error
            }
        }
    }

    /// Rolls back; a connection that cannot is retired, which has the same effect.
    func rollback() {
        do {
            _ = try exchange([.query(text: "ROLLBACK", Parameters())], interruptible: false)
        } catch {
            standing.retire()
        }
    }
}

extension PostgresConnection {
    private static let cursor = "rows"

    /// Opens the cursor of a stream.
    func declare(_ sql: SQL, in transaction: TransactionState) throws(PostgresError) {
        var commands = try transaction.takeOpening()
        let text = "DECLARE \(Self.cursor) NO SCROLL CURSOR FOR \(sql.text)"
        commands.append(.query(text: text, sql.parameters))
        _ = try exchange(commands)
    }

    /// The next rows of the stream, none after the last.
    func fetch<Row>(
        _ count: Int,
        of statement: Statement<Row>
    ) throws(PostgresError) -> [Row] {
        let text = "FETCH FORWARD \(count) FROM \(Self.cursor)"
        let result = try last(of: exchange([.query(text: text, Parameters())]))
        if let columns = statement.columns { try result.check(columns) }
        return try result.rows(statement)
    }
}
