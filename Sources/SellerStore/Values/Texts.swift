package import Postgres
package import SellerModel

/// Addresses are stored in the form that they are compared in.
extension EmailAddress: PostgresCodable {
    package static var postgresType: PostgresType { .text }

    package func encode(into bytes: inout ParameterBytes) {
        text.encode(into: &bytes)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        do {
            try self.init(parsing: column.text())
        } catch {
            throw PostgresError(.typeMismatch, "a column holds no canonical address")
        }
    }
}

/// Names are stored as they are shown.
extension PersonName: PostgresCodable {
    package static var postgresType: PostgresType { .text }

    package func encode(into bytes: inout ParameterBytes) {
        text.encode(into: &bytes)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        guard let name = PersonName(normalized: try column.text()) else {
            throw PostgresError(.typeMismatch, "a column holds no name")
        }
        self = name
    }
}

/// Scopes are stored as `global` or the marketplace's code.
extension Scope: PostgresCodable {
    package static var postgresType: PostgresType { .text }

    package func encode(into bytes: inout ParameterBytes) {
        text.encode(into: &bytes)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        guard let scope = Scope(try column.text()) else {
            throw PostgresError(.typeMismatch, "a column holds no scope")
        }
        self = scope
    }
}
