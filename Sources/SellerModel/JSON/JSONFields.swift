/// Reads the fields of one object, once, at the border: what is not named is refused.
public struct JSONFields: Sendable {
    private let members: [JSONMember]
    private let pointer: String

    /// Takes an object whose names are all allowed; `pointer` says where it stands in the body.
    public init(
        _ value: JSONValue,
        allowed: Set<String>,
        pointer: String = ""
    ) throws(SellerError) {
        guard case .object(let members) = value else {
            throw Self.malformed(pointer, "This must be an object.")
        }
        if let unknown = members.first(where: { !allowed.contains($0.name) }) {
            throw Self.malformed(Self.join(pointer, unknown.name), "This field is not known.")
        }
        self.members = members
        self.pointer = pointer
    }

    /// The place of a field of this object, as a JSON Pointer.
    public func place(of name: String) -> String { Self.join(pointer, name) }

    /// The value of a field, if it was sent and is not null.
    public func value(_ name: String) -> JSONValue? {
        members.first { $0.name == name && $0.value != .null }?.value
    }

    /// A string that must be there.
    public func string(_ name: String) throws(SellerError) -> String {
        guard let text = try optionalString(name) else {
            throw Self.malformed(place(of: name), "This field is missing.")
        }
        return text
    }

    /// A string, or nil where it is absent or null.
    public func optionalString(_ name: String) throws(SellerError) -> String? {
        switch value(name) {
        case nil: return nil
        case .string(let text): return text
        default: throw Self.malformed(place(of: name), "This must be a string.")
        }
    }

    /// An array that must be there.
    public func array(_ name: String) throws(SellerError) -> [JSONValue] {
        guard let elements = try optionalArray(name) else {
            throw Self.malformed(place(of: name), "This field is missing.")
        }
        return elements
    }

    /// An array, or nil where it is absent or null.
    public func optionalArray(_ name: String) throws(SellerError) -> [JSONValue]? {
        switch value(name) {
        case nil: return nil
        case .array(let elements): return elements
        default: throw Self.malformed(place(of: name), "This must be an array.")
        }
    }

    static func malformed(_ pointer: String, _ detail: String) -> SellerError {
        SellerError(
            .malformed,
            "The body is not as the contract says.",
            fields: [.init(.pointer(pointer), .malformed, detail)]
        )
    }

    /// RFC 6901 §3: `~` and `/` in names are escaped.
    private static func join(_ pointer: String, _ name: String) -> String {
        let escaped = name.unicodeScalars.map { scalar in
            switch scalar {
            case "~": "~0"
            case "/": "~1"
            default: String(Character(scalar))
            }
        }
        return pointer + "/" + escaped.joined()
    }
}
