import LibPQ

/// The text of a statement with its values: literals of the program, and `$n` for everything else.
///
/// It cannot be made from a `String`: text that is known only when the program runs never becomes
/// part of a statement.
package struct SQL: Sendable {
    private(set) var pieces: [Piece]
    /// The values in the order of their numbers.
    private(set) var parameters: Parameters

    enum Piece: Sendable {
        case literal(StaticString)
        /// The next of the values.
        case value
    }

    /// The text that the server sees, with `$1`, `$2` and so on.
    var text: String {
        var text = ""
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
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        pieces = [.literal(value)]
        parameters = Parameters()
    }

    package init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
        parameters = stringInterpolation.parameters
    }

    /// Collects the literals and the values of one statement.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []
        fileprivate var parameters = Parameters()

        // Mostly ids, of 16 bytes.
        private static let usualBytes = 24

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
            if interpolationCount > 0 {
                parameters.reserve(
                    count: interpolationCount,
                    bytes: interpolationCount * Self.usualBytes
                )
            }
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
            parameters.append(part.parameters)
        }

        /// A whole statement as a part of another, whose values are numbered on.
        package mutating func appendInterpolation<Row>(_ part: Statement<Row>) {
            appendInterpolation(part.sql)
        }

        private mutating func append<V: PostgresEncodable>(_ value: V) {
            pieces.append(.value)
            parameters.append(type: V.postgresType.oid, isText: V.isLabelArray) { buffer in
                var bytes = ParameterBytes(taking: &buffer)
                value.encode(into: &bytes)
                return bytes.give(to: &buffer)
            }
        }
    }
}

extension PostgresEncodable {
    // Arrays of enumerations go as text; see `Array.encodeLabels`.
    fileprivate static var isLabelArray: Bool { postgresType == PostgresType.enumeration.array }
}
