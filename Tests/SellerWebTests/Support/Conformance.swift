import SellerModel
import Testing

@testable import SellerWeb

/// Whether answers are as the OpenAPI document says: every test that asks checks it on the way.
enum Conformance {
    /// Compares an answer with what the document says of the operation that the request names: the
    /// schema of a success, the code of a refusal.
    static func check(_ method: String, _ path: String, _ answer: Answered) {
        guard let row = row(method, path) else { return }
        guard (200..<300).contains(answer.status) else { return checkRefusal(answer, row) }
        let success = OperationShape.of(row.name).successes.first { $0.status == answer.status }
        guard let success else {
            Issue.record("\(row.name.rawValue) answers \(answer.status), which no document says")
            return
        }
        guard let schema = success.answer?.json else { return }
        check(answer.json, schema, at: row.name.rawValue)
    }

    private static func checkRefusal(_ answer: Answered, _ row: Operation) {
        guard let code = answer.code else { return }
        let known = row.refusals(OperationShape.of(row.name)).map(\.rawValue)
        #expect(
            known.contains(code),
            "\(row.name.rawValue) refuses by \(code), which no document says"
        )
    }

    private static func row(_ method: String, _ path: String) -> Operation? {
        let asked = path.split(separator: "?").first.map(segments) ?? []
        return OperationCatalogue.all.first { row in
            let pattern = segments(row.path[...])
            return row.verb.rawValue == method && pattern.count == asked.count
                && zip(pattern, asked).allSatisfy { $0.first == "{" || $0 == $1 }
        }
    }

    private static func segments(_ path: Substring) -> [Substring] {
        // An empty segment is one too: a slash at the end makes another path.
        path.split(separator: "/", omittingEmptySubsequences: false)
    }

    private static func check(_ value: JSONValue, _ schema: JSONValue, at place: String) {
        if case .array(let choices)? = schema["anyOf"] {
            // Null, or one of several objects: the first whose required names are all there.
            let fits = choices.contains { missing(value, $0).isEmpty && isOfType(value, $0) }
            #expect(fits, "\(place) fits none of its schemas: \(value.jsonText)")
            return
        }
        #expect(isOfType(value, schema), "\(place) is of another type: \(value.jsonText)")
        #expect(missing(value, schema) == [], "\(place) lacks fields")
        if case .array(let values)? = schema["enum"] {
            #expect(values.contains(value), "\(place) is \(value.jsonText)")
        }
        if case .array(let elements) = value, let item = schema["items"] {
            for element in elements { check(element, item, at: "\(place)[]") }
        }
        guard case .object(let members) = value else { return }
        for member in members {
            guard let property = schema["properties"]?[member.name] else {
                Issue.record("\(place) has \(member.name), which no document says")
                continue
            }
            check(member.value, property, at: "\(place).\(member.name)")
        }
    }

    private static func missing(_ value: JSONValue, _ schema: JSONValue) -> [String] {
        guard case .array(let names)? = schema["required"] else { return [] }
        return names.compactMap(\.text).filter { value[$0] == nil }
    }

    private static func isOfType(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        switch value {
        case .null: schema["type"] == "null"
        case .bool: schema["type"] == "boolean"
        case .integer: schema["type"] == "integer"
        case .number: schema["type"] == "number"
        case .string: schema["type"] == "string"
        case .array: schema["type"] == "array"
        case .object: schema["type"] == "object"
        }
    }
}
