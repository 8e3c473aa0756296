import SellerModel

/// An answer over HTTP, with its body read as JSON where it is JSON.
struct Answer: Sendable {
    let status: Int
    let entityTag: EntityTag?
    /// Seconds after which to come back, where the answer says so.
    let retryAfter: Int?
    /// How long it took from opening the connection to the answer's end.
    var time = Duration.zero
    let text: String
    let json: JSONValue

    /// The code of a problem.
    var code: String? { string("code") }

    /// A string of the answer's object.
    func string(_ name: String) -> String? { json.string(name) }
}

extension JSONValue {
    /// A string of an object.
    func string(_ name: String) -> String? {
        guard case .string(let text)? = self[name] else { return nil }
        return text
    }

    /// An array of an object, or the array itself for an empty name.
    func array(_ name: String) -> [JSONValue] {
        guard case .array(let elements)? = name.isEmpty ? self : self[name] else { return [] }
        return elements
    }
}

/// The version of an object, as an `ETag` header gives it.
struct EntityTag: Sendable {
    let text: String

    /// The number that stands in it.
    var number: Int64? { Int64(text.filter(\.isNumber)) }
}
