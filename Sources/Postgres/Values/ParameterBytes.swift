/// The binary form of one parameter while it is being written.
package struct ParameterBytes: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var isNull = false

    /// The finished bytes; nil for NULL.
    var finished: [UInt8]? { isNull ? nil : bytes }

    init() {}

    /// Takes a buffer to write behind what it holds: one for all values of a statement.
    init(taking buffer: inout [UInt8]) {
        swap(&bytes, &buffer)
    }

    /// Gives the buffer back; false if the value is NULL.
    mutating func give(to buffer: inout [UInt8]) -> Bool {
        swap(&bytes, &buffer)
        return !isNull
    }

    /// Makes room for so many bytes more.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Makes the parameter NULL.
    package mutating func appendNull() {
        isNull = true
    }

    /// Appends bytes as they are.
    package mutating func append(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Appends a text in UTF-8.
    package mutating func append(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends a number, most significant byte first.
    package mutating func append<I: FixedWidthInteger>(integer: I) {
        for shift in stride(from: I.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: integer >> I(shift)))
        }
    }

    /// Appends an element of an array after its length, in place: arrays of questions are hot.
    mutating func appendElement<E: PostgresEncodable>(_ element: E) {
        let start = bytes.count
        append(integer: Int32(-1))
        element.encode(into: &self)
        if isNull {
            isNull = false
            return
        }
        var length = Int32(bytes.count - start - 4)
        for place in stride(from: start + 3, through: start, by: -1) {
            bytes[place] = UInt8(truncatingIfNeeded: length)
            length >>= 8
        }
    }
}
