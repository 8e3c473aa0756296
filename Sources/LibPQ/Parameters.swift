/// The values of one statement in the form that libpq takes them: one buffer, and where each stands.
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

    /// Makes room for so many values, of so many bytes in all.
    package mutating func reserve(count: Int, bytes byteCount: Int) {
        types.reserveCapacity(count)
        places.reserveCapacity(count)
        formats.reserveCapacity(count)
        // Each value is followed by a zero.
        bytes.reserveCapacity(byteCount + count)
    }

    /// How many values there are.
    package var count: Int { types.count }

    /// Adds a value that `write` appends to the buffer in its binary form, or in its text form if
    /// `isText`; false from `write` is NULL.
    package mutating func append(
        type: UInt32,
        isText: Bool = false,
        _ write: (inout [UInt8]) -> Bool
    ) {
        types.append(type)
        formats.append(isText ? 0 : 1)
        let start = bytes.count
        guard write(&bytes) else {
            places.append(nil)
            return
        }
        places.append(start..<bytes.count)
        // A zero after every value: libpq reads text values up to it.
        bytes.append(0)
    }

    /// Adds the values of another statement.
    package mutating func append(_ others: Parameters) {
        let start = bytes.count
        types += others.types
        formats += others.formats
        bytes += others.bytes
        for place in others.places {
            places.append(place.map { start + $0.lowerBound..<start + $0.upperBound })
        }
    }
}
