extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package static var postgresType: PostgresType { Wrapped.postgresType }

    package func encode(into bytes: inout ParameterBytes) {
        if let value = self {
            value.encode(into: &bytes)
        } else {
            bytes.appendNull()
        }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static var postgresType: PostgresType { Wrapped.postgresType }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        self = column.isNull ? nil : try Wrapped(decoding: column)
    }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    package static var postgresType: PostgresType { Element.postgresType.array }

    // The form of array_recv in the server's arrayfuncs.c: dimensions, NULLs or not, element type,
    // length and lower bound, then each element after its length.
    package func encode(into bytes: inout ParameterBytes) {
        guard Element.postgresType.oid != 0 else { return encodeLabels(into: &bytes) }
        // Right for numbers and ids, a beginning for texts.
        bytes.reserve(Self.headBytes + count * (4 + MemoryLayout<Element>.size))
        bytes.append(integer: Int32(isEmpty ? 0 : 1))
        // The server looks at the elements whatever this says of NULLs (array_recv).
        bytes.append(integer: Int32(0))
        bytes.append(integer: Element.postgresType.oid)
        if isEmpty { return }
        bytes.append(integer: Int32(count))
        bytes.append(integer: Int32(1))
        for element in self { bytes.appendElement(element) }
    }

    // Five numbers of four bytes stand before the elements.
    private static var headBytes: Int { 20 }

    // The binary form demands the element's id, which differs from schema to schema; the text form
    // does not: {"a","b",NULL}.
    private func encodeLabels(into bytes: inout ParameterBytes) {
        bytes.append(text: "{")
        for (index, element) in enumerated() {
            if index > 0 { bytes.append(text: ",") }
            var label = ParameterBytes()
            element.encode(into: &label)
            guard let label = label.finished else {
                bytes.append(text: "NULL")
                continue
            }
            bytes.append(text: "\"")
            for byte in label {
                // A backslash before a quote and before itself.
                if byte == 0x22 || byte == 0x5C { bytes.append([0x5C]) }
                bytes.append([byte])
            }
            bytes.append(text: "\"")
        }
        bytes.append(text: "}")
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    package static var postgresType: PostgresType { Element.postgresType.array }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        if column.isNull { throw .unexpectedNull }
        let dimensions: Int32 = try column.integer(at: 0)
        let elementType: UInt32 = try column.integer(at: 8)
        guard Element.postgresType.accepts(elementType) else { throw .undecodable }
        self = []
        if dimensions == 0 { return }
        guard dimensions == 1 else { throw .undecodable }
        let count: Int32 = try column.integer(at: 12)
        // Each element has its length before it, so that no more can be there than this.
        reserveCapacity(Swift.min(Int(Swift.max(count, 0)), column.count / 4))
        var offset = 20
        for _ in 0..<Swift.max(count, 0) {
            let length: Int32 = try column.integer(at: offset)
            offset += 4
            let size = Int(Swift.max(length, 0))
            let part = try column.part(length < 0 ? nil : offset..<(offset + size))
            append(try Element(decoding: part))
            offset += size
        }
    }
}
