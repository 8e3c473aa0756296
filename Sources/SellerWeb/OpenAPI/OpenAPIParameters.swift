import SellerModel
import SellerReports

/// The parameters of an operation as OpenAPI lists them: path, query and headers.
enum OpenAPIParameters {
    static func of(_ row: Operation, _ shape: OperationShape) -> [JSONValue] {
        let path = names(in: row.path).map { parameter($0, "path", schema(of: $0), required: true) }
        let query = shape.query.map { parameter($0.name, "query", $0.schema, required: false) }
        return path + query + headers(row)
    }

    private static func headers(_ row: Operation) -> [JSONValue] {
        var headers: [JSONValue] = []
        if row.idempotencyKey {
            let key = Schema.pattern("^([!#-~]{1,255}|\"[!#-~]{1,255}\")$")
            headers.append(parameter("Idempotency-Key", "header", key, required: true))
        }
        if row.ifMatch {
            let tag = Schema.pattern("^\"v[0-9]+\"$")
            headers.append(parameter("If-Match", "header", tag, required: true))
        }
        if row.stepUp != .never {
            // Any text: what is no step-up counts as none, which only matters where one is needed.
            headers.append(parameter("Step-Up", "header", .string, required: false))
        }
        return headers
    }

    /// The `{names}` of a path, in their order.
    static func names(in path: String) -> [String] {
        path.split(separator: "/").compactMap { segment in
            guard segment.first == "{", segment.last == "}" else { return nil }
            return String(segment.dropFirst().dropLast())
        }
    }

    private static func schema(of name: String) -> Schema {
        switch name {
        case "account": .id(Account.self)
        case "user": .id(User.self)
        case "invitation": .id(Invitation.self)
        case "method": .id(Method.self)
        case "session": .id(Session.self)
        case "step_up": .token(.stepUp)
        case "report": .choice(ReportName.self)
        default: .string
        }
    }

    private static func parameter(
        _ name: String,
        _ place: String,
        _ schema: Schema,
        required: Bool
    ) -> JSONValue {
        [
            "name": .string(name), "in": .string(place), "required": .bool(required),
            "schema": schema.json,
        ]
    }
}
