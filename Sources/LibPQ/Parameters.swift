/// The values of one statement in the form that libpq takes them.
package struct Parameters: Sendable {
    /// The type of each value; 0 lets the server infer it.
    package private(set) var types: [UInt32] = []
    /// Where each value stands in `bytes`; nil for NULL.
    private(set) var places: [Range<Int>?] = []
    /// 1 for a binary value, 0 for text.
    private(set) var formats: [Int32] = []
    private(set) var bytes: [UInt8] = []

    /// No values.
    package init() {}

    /// No values, with room for so many, of so many bytes in all.
    package init(count: Int, bytes byteCount: Int) {
        types.reserveCapacity(count)
        places.reserveCapacity(count)
        formats.reserveCapacity(count)
        // Each value is followed by a zero.
        bytes.reserveCapacity(byteCount + count)
    }

    /// How many values there are.
    package var count: Int { types.count }

    /// Adds a value in its binary form, or in its text form if `isText`; nil is NULL.
    package mutating func append(_ value: [UInt8]?, type: UInt32, isText: Bool = false) {
        types.append(type)
        formats.append(isText ? 0 : 1)
        guard let value else {
            places.append(nil)
            return
        }
        let start = bytes.count
        bytes.append(contentsOf: value)
        // A zero after every value: libpq reads text values up to it.
        bytes.append(0)
        places.append(start..<(start + value.count))
    }
}
