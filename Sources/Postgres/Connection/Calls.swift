import LibPQ

/// A statement that the server keeps under a name.
struct PreparedStatement {
    let name: String
    let description: LinkResult
}

/// A statement without the way to read its rows.
struct Call: Sendable {
    let sql: SQL
    /// The types that the columns must have; nil if rows are not read.
    let columns: [PostgresType]?

    init<Row>(_ statement: Statement<Row>) {
        sql = statement.sql
        columns = statement.columns
    }
}

extension PostgresConnection {
    /// Appends the execution of statements; sends and empties `commands` for each that had to be
    /// prepared, so that none runs before all are known.
    func append(
        _ calls: [Call],
        to commands: inout [Command]
    ) throws(PostgresError) {
        var executions: [Command] = []
        for call in calls { executions.append(try execution(of: call, after: &commands)) }
        commands += executions
    }

    func execution(
        of call: Call,
        after commands: inout [Command]
    ) throws(PostgresError) -> Command {
        let parameters = call.sql.parameters
        let key = StatementKey(call.sql)
        if let known = prepared[key] {
            if let columns = call.columns { try known.description.check(columns) }
            return .execute(name: known.name, parameters)
        }
        if isFull { return .query(text: call.sql.text, parameters) }
        let name = "s\(preparedCount)"
        preparedCount += 1
        let batch =
            commands + [
                .prepare(name: name, text: call.sql.text, types: parameters.types),
                .describe(name: name),
            ]
        commands = []
        guard let description = try exchange(batch).last else {
            throw PostgresError(.connectionLost, "no answer to a statement")
        }
        if let columns = call.columns { try description.check(columns) }
        prepared[key] = PreparedStatement(name: name, description: description)
        return .execute(name: name, parameters)
    }

    /// Whether no more statements are kept: a further one is parsed at each use.
    var isFull: Bool { prepared.count >= PostgresLimits.preparedStatements }
}
