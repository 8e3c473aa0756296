package import Postgres
package import SellerModel

/// Moments are `timestamptz` columns.
extension Timestamp: PostgresCodable {
    package static var postgresType: PostgresType { .timestamptz }

    package func encode(into bytes: inout ParameterBytes) {
        PostgresTimestamp(microseconds: microseconds).encode(into: &bytes)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self.init(microseconds: try PostgresTimestamp(decoding: column).microseconds)
    }
}
