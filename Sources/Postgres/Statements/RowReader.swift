import LibPQ

/// Reads the columns of one row from left to right.
package struct RowReader {
    private let result: LinkResult
    private let row: Int
    private var column = 0

    init(result: LinkResult, row: Int) {
        self.result = result
        self.row = row
    }

    mutating func next<V: PostgresDecodable>(_ type: V.Type) throws(PostgresError) -> V {
        try V(decoding: next())
    }

    /// The next column; throws after the last.
    package mutating func next() throws(PostgresError) -> ColumnBytes {
        guard column < result.columnCount else { throw .undecodable }
        defer { column += 1 }
        return ColumnBytes(result.field(row: row, column: column))
    }

    /// The next column, unless it is NULL; throws after the last.
    package mutating func nextUnlessNull() throws(PostgresError) -> ColumnBytes? {
        let column = try next()
        return column.isNull ? nil : column
    }
}

extension LinkResult {
    /// Compares the columns with the types of a statement.
    func check(_ types: [PostgresType]) throws(PostgresError) {
        guard columnCount == types.count else {
            throw PostgresError(
                .typeMismatch,
                "the statement gives \(columnCount) columns, its Swift row has \(types.count)"
            )
        }
        for (index, type) in types.enumerated() where !type.accepts(self.type(ofColumn: index)) {
            let found = self.type(ofColumn: index)
            throw PostgresError(
                .typeMismatch,
                "column \(index + 1) has type \(found), its Swift type reads \(type.oid)"
            )
        }
    }

    /// All rows as a statement reads them.
    func rows<Row>(_ statement: Statement<Row>) throws(PostgresError) -> [Row] {
        guard rowCount <= PostgresLimits.rows else { throw PostgresError(.tooManyRows) }
        var rows: [Row] = []
        rows.reserveCapacity(rowCount)
        for row in 0..<rowCount {
            var reader = RowReader(result: self, row: row)
            rows.append(try statement.decode(&reader))
        }
        return rows
    }
}
