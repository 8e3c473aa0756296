import FoundationEssentials
package import Postgres
package import SellerModel

/// Ids are `uuid` columns; what kind of thing they name is known to Swift alone.
extension ID: PostgresCodable {
    package static var postgresType: PostgresType { .uuid }

    package func encode(into bytes: inout ParameterBytes) {
        uuid.encode(into: &bytes)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self.init(try UUID(decoding: column))
    }
}
