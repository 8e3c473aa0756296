package import FoundationEssentials

extension String: PostgresCodable {
    package static var postgresType: PostgresType { .text }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(text: self)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = try column.text()
    }
}

extension UUID: PostgresCodable {
    package static var postgresType: PostgresType { .uuid }

    package func encode(into bytes: inout ParameterBytes) {
        let u = uuid
        bytes.append([
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7,
            u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ])
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        let b = try column.bytes()
        guard b.count == 16 else { throw .undecodable }
        self.init(
            uuid: (
                b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
                b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
            )
        )
    }
}

/// A `bytea` value. A type of its own, because `[UInt8]` would read like an array of numbers.
package struct PostgresBytes: PostgresCodable, Hashable {
    /// The bytes.
    package let bytes: [UInt8]

    /// Wraps bytes for the database.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static var postgresType: PostgresType { .bytea }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(self.bytes)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        bytes = try column.bytes()
    }
}

/// A `jsonb` value as text; its grammar is checked by the server.
package struct PostgresJSON: PostgresCodable, Hashable {
    /// The JSON text.
    package let text: String

    /// Wraps JSON text for the database.
    package init(text: String) {
        self.text = text
    }

    package static var postgresType: PostgresType { .jsonb }

    // The only version of the binary form (jsonb_recv in the server's jsonb.c).
    private static var version: UInt8 { 1 }

    package func encode(into bytes: inout ParameterBytes) {
        bytes.append(integer: Self.version)
        bytes.append(text: text)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        if column.isNull { throw .unexpectedNull }
        let version: UInt8 = try column.integer(at: 0)
        guard version == Self.version else { throw .undecodable }
        text = try column.text(from: 1)
    }
}
