import SellerModel

/// A JSON Schema (2020-12) of a body or a part of one, with the names that an object may have.
struct Schema: Sendable {
    let json: JSONValue
    /// The properties of an object; empty for everything else.
    var names: [String] = []

    /// Four times the longest name of a tool that the catalogue is delivered with.
    static let longestTool = 64

    /// A string of so many code points.
    static func text(_ longest: Int, shortest: Int = 1) -> Schema {
        Schema(
            json: [
                "type": "string", "minLength": .integer(Int64(shortest)),
                "maxLength": .integer(Int64(longest)),
            ]
        )
    }

    /// A string of a form.
    static func pattern(_ expression: String) -> Schema {
        Schema(json: ["type": "string", "pattern": .string(expression)])
    }

    /// The public id of a kind of thing.
    static func id<Kind: Identified>(_ kind: Kind.Type) -> Schema {
        pattern("^\(Kind.idPrefix)_[0-7][0-9a-hjkmnp-tv-z]{25}$")
    }

    /// A secret token of a kind. Source: `SecretToken`, 32 bytes in base64url.
    static func token(_ kind: TokenKind) -> Schema {
        pattern("^\(kind.rawValue)_[A-Za-z0-9_-]{43}$")
    }

    /// One of a closed list.
    static func choice(_ values: [String]) -> Schema {
        Schema(json: ["type": "string", "enum": .array(values.map(JSONValue.string))])
    }

    /// One of the raw values of an enumeration.
    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ choices: Choice.Type
    ) -> Schema where Choice.RawValue == String {
        choice(Choice.allCases.map(\.rawValue))
    }

    /// RFC 3339 in UTC.
    static let time = Schema(json: ["type": "string", "format": "date-time"])
    static let boolean = Schema(json: ["type": "boolean"])
    static let integer = Schema(json: ["type": "integer"])
    /// Any text of the answers.
    static let string = Schema(json: ["type": "string"])

    /// The same, or null.
    var orNull: Schema { Schema(json: ["anyOf": .array([json, ["type": "null"]])]) }

    /// An array of at most so many.
    static func array(of item: Schema, most: Int? = nil) -> Schema {
        var members: [JSONMember] = [.init("type", "array"), .init("items", item.json)]
        if let most { members.append(.init("maxItems", .integer(Int64(most)))) }
        return Schema(json: .object(members))
    }

    /// An object of the request: nothing but these fields.
    static func fields(
        _ required: KeyValuePairs<String, Schema>,
        optional: KeyValuePairs<String, Schema> = [:]
    ) -> Schema {
        object(required, optional: optional, closed: true)
    }

    /// An object of an answer: fields may be added one day.
    static func view(
        _ required: KeyValuePairs<String, Schema>,
        optional: KeyValuePairs<String, Schema> = [:]
    ) -> Schema {
        object(required, optional: optional, closed: false)
    }

    private static func object(
        _ required: KeyValuePairs<String, Schema>,
        optional: KeyValuePairs<String, Schema>,
        closed: Bool
    ) -> Schema {
        let all = Array(required) + Array(optional)
        var members: [JSONMember] = [
            .init("type", "object"),
            .init("properties", .object(all.map { JSONMember($0.key, $0.value.json) })),
        ]
        if !required.isEmpty {
            members.append(.init("required", .array(required.map { .string($0.key) })))
        }
        if closed { members.append(.init("additionalProperties", .bool(false))) }
        return Schema(json: .object(members), names: all.map(\.key))
    }

    /// A page of a list.
    static func page(of item: Schema) -> Schema {
        view(["items": array(of: item), "next_cursor": string.orNull])
    }
}
