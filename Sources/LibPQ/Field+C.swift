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

    /// The big-endian number at an offset; nil if it does not fit in.
    package func integer<I: FixedWidthInteger>(at offset: Int, as type: I.Type = I.self) -> I? {
        let size = MemoryLayout<I>.size
        guard let start = unsafe start, offset >= 0, offset + size <= count else { return nil }
        let raw = unsafe UnsafeRawPointer(start) + offset
        return I(bigEndian: unsafe raw.loadUnaligned(as: I.self))
    }

    /// The bytes.
    package var bytes: [UInt8] {
        unsafe Array(buffer)
    }

    /// The text from an offset on; nil if it is not valid UTF-8.
    package func text(from offset: Int = 0) -> String? {
        guard offset <= count else { return nil }
        return unsafe String(validating: buffer.dropFirst(offset), as: UTF8.self)
    }

    private var buffer: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    }
}
