import LibPQ

/// The binary form of one column of one row.
package struct ColumnBytes {
    private let field: Field

    init(_ field: Field) {
        self.field = field
    }

    /// True for NULL.
    package var isNull: Bool { field.isNull }

    /// How many bytes the value has.
    package var count: Int { field.count }

    /// The bytes; throws for NULL.
    package func bytes() throws(PostgresError) -> [UInt8] {
        if isNull { throw .unexpectedNull }
        return field.bytes
    }

    /// The text from an offset on; throws for NULL and for what is not UTF-8.
    package func text(from offset: Int = 0) throws(PostgresError) -> String {
        if isNull { throw .unexpectedNull }
        guard let text = field.text(from: offset) else { throw .undecodable }
        return text
    }

    /// The whole value as a number; throws for NULL and for another length.
    package func integer<I: FixedWidthInteger>(as type: I.Type = I.self) throws(PostgresError) -> I
    {
        if isNull { throw .unexpectedNull }
        guard count == MemoryLayout<I>.size else { throw .undecodable }
        return try integer(at: 0)
    }

    /// The number at an offset.
    func integer<I: FixedWidthInteger>(at offset: Int) throws(PostgresError) -> I {
        guard let bits = field.bits(at: offset, size: MemoryLayout<I>.size) else {
            throw .undecodable
        }
        return I(truncatingIfNeeded: bits)
    }

    /// A part of the bytes as a column of its own; nil is NULL.
    func part(_ range: Range<Int>?) throws(PostgresError) -> ColumnBytes {
        guard let part = field.part(range) else { throw .undecodable }
        return ColumnBytes(part)
    }
}

extension PostgresError {
    /// The bytes of a column are not a value of the Swift type.
    package static var undecodable: PostgresError {
        PostgresError(.typeMismatch, "a column holds bytes that are no value of its Swift type")
    }

    /// A column that the Swift type says is never NULL was NULL.
    package static var unexpectedNull: PostgresError {
        PostgresError(.typeMismatch, "NULL where the Swift type has no place for it")
    }
}
