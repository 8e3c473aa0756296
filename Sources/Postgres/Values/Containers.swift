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
        self = []
        // Each element has its length before it, so that no more can be there than this.
        let most = column.count / 4
        try column.elements(of: Element.postgresType) { (element, count) throws(PostgresError) in
            if isEmpty { reserveCapacity(Swift.min(count, most)) }
            append(try Element(decoding: element))
        }
    }
}

extension ColumnBytes {
    /// Gives the elements of an array of a type, each with how many there are in all; throws for
    /// NULL, for elements of another type, and for several dimensions.
    package func elements(
        of type: PostgresType,
        _ each: (ColumnBytes, Int) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        if isNull { throw .unexpectedNull }
        let dimensions: Int32 = try integer(at: 0)
        let elementType: UInt32 = try integer(at: 8)
        guard type.accepts(elementType) else { throw .undecodable }
        if dimensions == 0 { return }
        guard dimensions == 1 else { throw .undecodable }
        let count = Int(max(try integer(at: 12) as Int32, 0))
        var offset = 20
        for _ in 0..<count {
            let length: Int32 = try integer(at: offset)
            offset += 4
            let size = Int(max(length, 0))
            try each(try part(length < 0 ? nil : offset..<(offset + size)), count)
            offset += size
        }
    }
}
