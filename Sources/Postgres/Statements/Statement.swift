/// A statement and the way to read its rows.
package struct Statement<Row: Sendable>: Sendable {
    /// The text and the values.
    let sql: SQL
    /// The types that the columns must have; nil if rows are not read.
    let columns: [PostgresType]?
    let decode: @Sendable (inout RowReader) throws(PostgresError) -> Row

    /// A statement whose rows `make` builds: the types of its parameters are the columns, in order.
    ///
    /// The column types are compared with the server's when the statement is first prepared.
    package init<each Column: PostgresDecodable>(
        _ sql: SQL,
        _ make: @escaping @Sendable (repeat each Column) -> Row
    ) {
        self.sql = sql
        var columns: [PostgresType] = []
        for type in repeat (each Column).self {
            columns.append(type.postgresType)
        }
        self.columns = columns
        decode = { (reader) throws(PostgresError) in
            make(repeat try reader.next((each Column).self))
        }
    }
}

extension Statement {
    /// A statement whose rows are read column by column, for what is read most: where the types
    /// are a pack, each row looks up what is known of them, which took a fifth of a request.
    ///
    /// The column types are compared with the server's when the statement is first prepared; `read`
    /// has to take the columns in this order.
    package init(
        _ sql: SQL,
        columns: [PostgresType],
        reading decode: @escaping @Sendable (inout RowReader) throws(PostgresError) -> Row
    ) {
        self.sql = sql
        self.columns = columns
        self.decode = decode
    }
}

extension Statement where Row == Void {
    /// A statement that is run for its effect; rows that it gives are not read.
    package init(_ sql: SQL) {
        self.sql = sql
        columns = nil
        decode = { _ in }
    }
}

extension Statement where Row: PostgresDecodable {
    /// A statement with one column, which is the row.
    package init(_ sql: SQL) {
        self.init(sql) { (value: Row) in value }
    }
}
