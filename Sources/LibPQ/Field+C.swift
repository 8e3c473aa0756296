import CLibPQ

/// The bytes of one field of a result, in the server's binary form.
///
/// It keeps its result alive, and every access is checked against the length.
@safe package struct Field {
    private let result: LinkResult
    private let start: UnsafePointer<UInt8>?
    /// How many bytes the value has.
    package let count: Int
    /// True for NULL, which has no bytes.
    package let isNull: Bool

    init(result: LinkResult, row: Int32, column: Int32) {
        self.result = result
        isNull = unsafe PQgetisnull(result.result, row, column) == 1
        count = Int(unsafe PQgetlength(result.result, row, column))
        let value = unsafe PQgetvalue(result.result, row, column)
        unsafe start = UnsafeRawPointer(value)?.assumingMemoryBound(to: UInt8.self)
    }

    private init(part: Range<Int>?, of whole: Field) {
        result = whole.result
        isNull = part == nil
        count = part?.count ?? 0
        unsafe start = whole.start.map { unsafe $0 + (part?.lowerBound ?? 0) }
    }

    /// A part of these bytes as a field of its own, as the elements of arrays are; nil for NULL.
    ///
    /// Gives nil if the part lies outside.
    package func part(_ range: Range<Int>?) -> Field? {
        if let range, range.lowerBound < 0 || range.upperBound > count { return nil }
        return Field(part: range, of: self)
    }

    /// The big-endian number of `size` bytes, at most eight, at an offset; nil if it does not fit
    /// in. Its bits, whatever its type: a function of any type would be found at each call.
    package func bits(at offset: Int, size: Int) -> UInt64? {
        guard let start = unsafe start, offset >= 0, size <= 8, offset + size <= count else {
            return nil
        }
        var bits: UInt64 = 0
        for index in offset..<offset + size { bits = unsafe bits << 8 | UInt64(start[index]) }
        return bits
    }

    /// The bytes.
    package var bytes: [UInt8] {
        unsafe Array(buffer)
    }

    /// The text from an offset on; nil if it is not valid UTF-8.
    package func text(from offset: Int = 0) -> String? {
        guard offset >= 0, offset <= count else { return nil }
        guard let start = unsafe start, offset < count else { return "" }
        let bytes = unsafe Span(_unsafeStart: start + offset, count: count - offset)
        guard let text = try? UTF8Span(validating: bytes) else { return nil }
        return String(copying: text)
    }

    private var buffer: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    }
}
