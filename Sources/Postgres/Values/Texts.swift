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
        bytes.append(integer: Self.joined(u.0, u.1, u.2, u.3))
        bytes.append(integer: Self.joined(u.4, u.5, u.6, u.7))
        bytes.append(integer: Self.joined(u.8, u.9, u.10, u.11))
        bytes.append(integer: Self.joined(u.12, u.13, u.14, u.15))
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        if column.isNull { throw .unexpectedNull }
        guard column.count == 16 else { throw .undecodable }
        let high: UInt64 = try column.integer(at: 0)
        let low: UInt64 = try column.integer(at: 8)
        func byte(_ half: UInt64, _ index: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: half >> (56 - 8 * index))
        }
        self.init(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }

    private static func joined(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> UInt32 {
        UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
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
