/// A JSON value as it was sent, with its members in their order.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The member of that name; nil for anything that has none.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// A string, or null.
    public static func optional(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }
}

/// A name and its value.
public struct JSONMember: Sendable, Equatable {
    /// The name, as sent.
    public let name: String
    /// Its value.
    public let value: JSONValue

    /// A member of an object.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// An object with its members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map(JSONMember.init))
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// A string.
    public init(stringLiteral value: String) {
        self = .string(value)
    }
}

/// Why bytes are not the JSON that this service takes.
public enum JSONFault: Error, Sendable, Equatable {
    /// Not JSON from this byte on.
    case syntax(offset: Int)
    /// Deeper than allowed.
    case tooDeep
    /// The same name twice in one object, at this JSON Pointer.
    case doubled(pointer: String)
    /// Bytes that are not UTF-8, or half a surrogate pair.
    case encoding
}
