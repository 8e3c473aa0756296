/// The binary form of one parameter while it is being written.
package struct ParameterBytes: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var isNull = false

    /// The finished bytes; nil for NULL.
    var finished: [UInt8]? { isNull ? nil : bytes }

    init() {}

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
}
