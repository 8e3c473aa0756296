import LibPQ

/// The text of a statement with its values: literals of the program, and `$n` for everything else.
///
/// It cannot be made from a `String`: text that is known only when the program runs never becomes
/// part of a statement.
package struct SQL: Sendable {
    private(set) var pieces: [Piece]

    enum Piece: Sendable {
        case literal(StaticString)
        case value(Value)
    }

    struct Value: Sendable {
        let bytes: [UInt8]?
        let type: UInt32
        let isText: Bool
    }

    /// The text that the server sees, with `$1`, `$2` and so on.
    var text: String {
        var text = ""
        text.reserveCapacity(room)
        var number = 0
        for piece in pieces {
            switch piece {
            case .literal(let literal):
                text += literal.description
            case .value:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// Room for the text, which hot statements make at each use.
    private var room: Int {
        var room = 0
        for piece in pieces {
            switch piece {
            case .literal(let literal): room += literal.utf8CodeUnitCount
            // A dollar and as many digits as the server takes values.
            case .value: room += 6
            }
        }
        return room
    }

    /// The values in the order of their numbers.
    var parameters: Parameters {
        var (count, byteCount) = (0, 0)
        for case .value(let value) in pieces {
            count += 1
            byteCount += value.bytes?.count ?? 0
        }
        var parameters = Parameters(count: count, bytes: byteCount)
        for case .value(let value) in pieces {
            parameters.append(value.bytes, type: value.type, isText: value.isText)
        }
        return parameters
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        pieces = [.literal(value)]
    }

    package init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
    }

    /// Collects the literals and the values of one statement.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            pieces.append(.literal(literal))
        }

        /// A value, which becomes the next `$n`.
        package mutating func appendInterpolation<V: PostgresEncodable>(_ value: V) {
            append(value)
        }

        /// A value or NULL, which becomes the next `$n`.
        ///
        /// An overload of its own, because the compiler takes an optional in an interpolation for
        /// a mistake unless one says that it wants optionals.
        package mutating func appendInterpolation<V: PostgresEncodable>(_ value: V?) {
            append(value)
        }

        /// A part of a statement, whose values are numbered on.
        package mutating func appendInterpolation(_ part: SQL) {
            pieces.append(contentsOf: part.pieces)
        }

        /// A whole statement as a part of another, whose values are numbered on.
        package mutating func appendInterpolation<Row>(_ part: Statement<Row>) {
            pieces.append(contentsOf: part.sql.pieces)
        }

        private mutating func append<V: PostgresEncodable>(_ value: V) {
            var bytes = ParameterBytes()
            value.encode(into: &bytes)
            let type = V.postgresType.oid
            pieces.append(
                .value(Value(bytes: bytes.finished, type: type, isText: V.isLabelArray))
            )
        }
    }
}

extension PostgresEncodable {
    // Arrays of enumerations go as text; see `Array.encodeLabels`.
    fileprivate static var isLabelArray: Bool { postgresType == PostgresType.enumeration.array }
}
