/// A type of the server as the client has to know it.
package struct PostgresType: Sendable, Equatable {
    /// The type's object id; 0 where the server has to infer it.
    let oid: UInt32
    /// The object id of the type's array; 0 where the server has to infer it.
    let arrayOID: UInt32
    /// Object ids of other types with the same bytes.
    let alike: [UInt32]

    init(oid: UInt32, arrayOID: UInt32, alike: [UInt32] = []) {
        self.oid = oid
        self.arrayOID = arrayOID
        self.alike = alike
    }

    // The object ids stand in the server's src/include/catalog/pg_type.dat and never change.

    /// `boolean`
    package static let bool = PostgresType(oid: 16, arrayOID: 1000)
    /// `bytea`
    package static let bytea = PostgresType(oid: 17, arrayOID: 1001)
    /// `bigint`
    package static let int8 = PostgresType(oid: 20, arrayOID: 1016)
    /// `smallint`
    package static let int2 = PostgresType(oid: 21, arrayOID: 1005)
    /// `integer`
    package static let int4 = PostgresType(oid: 23, arrayOID: 1007)
    /// `text`, and to read `name`, `character` and `character varying`.
    package static let text = PostgresType(oid: 25, arrayOID: 1009, alike: [19, 1042, 1043])
    /// `double precision`
    package static let float8 = PostgresType(oid: 701, arrayOID: 1022)
    /// `timestamp with time zone`
    package static let timestamptz = PostgresType(oid: 1184, arrayOID: 1185)
    /// `uuid`
    package static let uuid = PostgresType(oid: 2950, arrayOID: 2951)
    /// `jsonb`
    package static let jsonb = PostgresType(oid: 3802, arrayOID: 3807)
    /// Any enumeration of the schema, or `text`: a label that the server checks.
    package static let enumeration = PostgresType(oid: 0, arrayOID: 0, alike: [25, 19, 1042, 1043])

    /// `text[]`
    package static let texts = text.array
    /// An array of any enumeration of the schema, or of `text`.
    package static let enumerations = enumeration.array

    /// The array of this type.
    var array: PostgresType {
        PostgresType(oid: arrayOID, arrayOID: 0, alike: arrayOID == 0 ? [1009] : [])
    }

    // Types that a schema makes have ids from here on (FirstNormalObjectId in access/transam.h).
    private static let firstSchemaOID: UInt32 = 16_384

    /// True if a column of this type of the server has the bytes that the Swift type reads.
    func accepts(_ column: UInt32) -> Bool {
        if column == oid || alike.contains(column) { return true }
        return oid == 0 && column >= Self.firstSchemaOID
    }
}
