extension Bool: PostgresCodable {
    package static var postgresType: PostgresType { .bool }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: UInt8(self ? 1 : 0))
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = try column.integer(as: UInt8.self) != 0
    }
}

extension Int16: PostgresCodable {
    package static var postgresType: PostgresType { .int2 }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: self)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = try column.integer()
    }
}

extension Int32: PostgresCodable {
    package static var postgresType: PostgresType { .int4 }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: self)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = try column.integer()
    }
}

extension Int64: PostgresCodable {
    package static var postgresType: PostgresType { .int8 }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: self)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = try column.integer()
    }
}

extension Int: PostgresCodable {
    package static var postgresType: PostgresType { .int8 }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: Int64(self))
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = Int(try column.integer(as: Int64.self))
    }
}

extension Double: PostgresCodable {
    package static var postgresType: PostgresType { .float8 }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: bitPattern)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = Double(bitPattern: try column.integer())
    }
}
