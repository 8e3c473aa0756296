/// A value that can stand in a statement.
package protocol PostgresEncodable: Sendable {
    /// The type that the server is told.
    static var postgresType: PostgresType { get }
    /// Appends the value's binary form.
    func encode(into bytes: inout ParameterBytes)
}

/// A value that a column gives.
package protocol PostgresDecodable: Sendable {
    /// The type that the column must have.
    static var postgresType: PostgresType { get }
    /// Reads the value, or throws `typeMismatch` if the bytes are not one (or NULL).
    init(decoding column: ColumnBytes) throws(PostgresError)
}

/// A value that goes both ways.
package typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// A Swift enumeration that the database holds as a label, of an enumeration type or of text.
package protocol PostgresEnumeration: PostgresCodable, RawRepresentable<String> {}

extension PostgresEnumeration {
    package static var postgresType: PostgresType { .enumeration }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(text: rawValue)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        guard let value = Self(rawValue: try column.text()) else { throw .undecodable }
        self = value
    }
}
