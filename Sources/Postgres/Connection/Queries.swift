import LibPQ

/// The rows of several statements; a tuple that may leave its actor.
struct Rows<each Row: Sendable>: Sendable {
    let each: (repeat [each Row])
}

extension PostgresConnection {
    /// Runs a statement, with what its transaction has waiting.
    func rows<Row>(
        _ statement: Statement<Row>,
        in transaction: TransactionState?
    ) throws(PostgresError) -> [Row] {
        try results(of: [Call(statement)], in: transaction).theOnlyOne().rows(statement)
    }

    /// Runs a statement for its effect and gives the number of rows that it touched.
    func run(
        _ statement: Statement<Void>,
        in transaction: TransactionState?
    ) throws(PostgresError) -> Int {
        try results(of: [Call(statement)], in: transaction).theOnlyOne().affectedRows
    }

    /// Runs statements in one round trip, in their order.
    func together<each Row>(
        _ statement: repeat Statement<each Row>,
        in transaction: TransactionState?
    ) throws(PostgresError) -> Rows<repeat each Row> {
        var calls: [Call] = []
        for statement in repeat each statement { calls.append(Call(statement)) }
        var results = try results(of: calls, in: transaction)[...]
        func next<R>(_ statement: Statement<R>) throws(PostgresError) -> [R] {
            try results.removeFirst().rows(statement)
        }
        return Rows(each: (repeat try next(each statement)))
    }

    /// Prepares a statement and compares its columns, without running it.
    func check<Row>(
        _ statement: Statement<Row>,
        in transaction: TransactionState?
    ) throws(PostgresError) {
        var commands = try rest(of: transaction)
        _ = try execution(of: Call(statement), after: &commands)
        // A statement that is known took nothing along: what begins the transaction goes alone.
        if !commands.isEmpty { _ = try exchange(commands) }
    }

    /// What a transaction has to say before its next statement; sent already where it had to be.
    func rest(of transaction: TransactionState?) throws(PostgresError) -> [Command] {
        guard let rest = try transaction?.take() else { return [] }
        var commands = rest.opening
        try append(rest.waiting, to: &commands)
        return commands
    }

    /// Sends statements in one write and gives one result for each.
    private func results(
        of calls: [Call],
        in transaction: TransactionState?
    ) throws(PostgresError) -> [LinkResult] {
        let rest = try transaction?.take()
        var commands = rest?.opening ?? []
        try append((rest?.waiting ?? []) + calls, to: &commands)
        let results = Array(try exchange(commands).suffix(calls.count))
        if isFull {
            // Statements that are not kept were not compared before they ran.
            for (call, result) in zip(calls, results) {
                if let columns = call.columns { try result.check(columns) }
            }
        }
        return results
    }

    /// Commits, with what the transaction has waiting; a failed transaction answers with `ROLLBACK`
    /// and no error.
    func commit(_ rest: TransactionState.Rest) throws(PostgresError) -> Bool {
        var commands = rest.opening
        try append(rest.waiting, to: &commands)
        commands.append(.query(text: "COMMIT", Parameters()))
        do {
            return try exchange(commands, interruptible: false).last?.tag == "COMMIT"
        } catch {
            switch error.code {
            case .timedOut where error.sqlState != nil:
                // The server gave up a statement that went along, and with it the transaction.
                throw error
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
        var commands = try rest(of: transaction)
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
        let result = try exchange([.query(text: text, Parameters())]).theOnlyOne()
        if let columns = statement.columns { try result.check(columns) }
        return try result.rows(statement)
    }
}
