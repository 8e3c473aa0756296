import SellerModel

/// The OpenAPI 3.1 document, made from the operation table and the shapes.
enum OpenAPIDocument {
    /// The whole document for a server at this origin.
    static func json(origin: String) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": ["title": "Seller Accounts", "version": "1"],
            "servers": .array([["url": .string(origin)]]),
            "externalDocs": [
                "description": "Every operation, for reading",
                "url": .string(origin + ReferencePages.path),
            ],
            "paths": paths,
            "components": [
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Problem": problem],
                "responses": responses,
            ],
        ]
    }

    private static var paths: JSONValue {
        var order: [String] = []
        var byPath: [String: [JSONMember]] = [:]
        for row in OperationCatalogue.all {
            if byPath[row.path] == nil { order.append(row.path) }
            byPath[row.path, default: []]
                .append(.init(row.verb.rawValue.lowercased(), operation(row)))
        }
        return .object(order.map { JSONMember($0, .object(byPath[$0] ?? [])) })
    }

    private static func operation(_ row: Operation) -> JSONValue {
        let shape = OperationShape.of(row.name)
        var members: [JSONMember] = [
            .init("operationId", .string(row.name.rawValue)),
            .init("summary", .string(row.summary)),
            .init("x-credential", .array(row.credentialNames.map(JSONValue.string))),
            .init("x-permission", .string(row.authority.text)),
            .init("x-step-up", .string(row.stepUp.rawValue)),
            .init("security", security(row)),
        ]
        let parameters = OpenAPIParameters.of(row, shape)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        if let body = shape.body {
            let content: JSONValue = ["application/json": ["schema": body.json]]
            members.append(.init("requestBody", ["required": .bool(true), "content": content]))
        }
        members.append(.init("responses", responses(of: row, shape)))
        return .object(members)
    }

    private static func security(_ row: Operation) -> JSONValue {
        let bearer: JSONValue = ["bearer": .array([])]
        let needsNone = row.credentials.contains(.none) || row.credentials == [.link]
        if needsNone { return .array([]) }
        return row.credentials.contains(.link) ? .array([.object([]), bearer]) : .array([bearer])
    }

    private static func responses(of row: Operation, _ shape: OperationShape) -> JSONValue {
        var members = shape.successes.map { success in
            JSONMember(String(success.status), self.success(success, shape))
        }
        for status in Set(row.refusals(shape).map(\.status)).sorted() {
            members.append(.init(String(status), ["$ref": .string(reference(status))]))
        }
        return .object(members)
    }

    private static func success(
        _ success: OperationShape.Success,
        _ shape: OperationShape
    ) -> JSONValue {
        var members: [JSONMember] = [.init("description", .string(success.description))]
        if shape.tagged {
            let schema: JSONValue = ["schema": ["type": "string"]]
            members.append(.init("headers", ["ETag": schema]))
        }
        if shape.mediaTypes.count > 1 {
            let types = shape.mediaTypes.map { JSONMember($0, .object([])) }
            members.append(.init("content", .object(types)))
        } else if let answer = success.answer {
            members.append(.init("content", ["application/json": ["schema": answer.json]]))
        }
        return .object(members)
    }

    private static func reference(_ status: Int) -> String {
        "#/components/responses/Problem\(status)"
    }

    private static var responses: JSONValue {
        let statuses = Set(ErrorCode.allCases.map(\.status)).sorted()
        return .object(
            statuses.map { status in
                let codes = ErrorCode.allCases.filter { $0.status == status }.map(\.rawValue)
                let schema: JSONValue = ["schema": ["$ref": "#/components/schemas/Problem"]]
                return JSONMember(
                    "Problem\(status)",
                    [
                        "description": .string(codes.joined(separator: ", ")),
                        "content": ["application/problem+json": schema],
                    ]
                )
            }
        )
    }

    private static var problem: JSONValue {
        Schema.view(
            [
                "type": .string, "title": .string, "status": .integer, "detail": .string,
                "instance": .string, "code": .choice(ErrorCode.self), "request_id": .string,
            ],
            optional: [
                "errors": .array(
                    of: .view(
                        ["code": .string, "detail": .string],
                        optional: ["pointer": .string, "parameter": .string]
                    )
                ),
                "next": .string, "attempts_left": .integer,
            ]
        ).json
    }
}
