import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `The OpenAPI document` {
    private let document = OpenAPIDocument.json(origin: "http://localhost:8080")

    private func operation(_ row: Operation) throws -> JSONValue {
        let path = try #require(document["paths"]?[row.path])
        return try #require(path[row.verb.rawValue.lowercased()])
    }

    @Test(arguments: OperationCatalogue.all)
    func `every row of the table is in it, with its guard`(row: Operation) throws {
        let operation = try operation(row)
        #expect(operation["operationId"] == .string(row.name.rawValue))
        #expect(operation["x-permission"] == .string(row.authority.text))
        #expect(operation["x-step-up"] == .string(row.stepUp.rawValue))
        let credentials = row.credentials.map(\.rawValue).sorted().map(JSONValue.string)
        #expect(operation["x-credential"] == .array(credentials))
    }

    @Test(arguments: OperationCatalogue.all)
    func `every parameter of a path is declared`(row: Operation) throws {
        let declared: [String]
        if case .array(let parameters)? = try operation(row)["parameters"] {
            declared = parameters.filter { $0["in"] == "path" }.compactMap { parameter in
                guard case .string(let name)? = parameter["name"] else { return nil }
                return name
            }
        } else {
            declared = []
        }
        #expect(declared == OpenAPIParameters.names(in: row.path))
    }

    @Test(arguments: OperationCatalogue.all)
    func `a required key or version is declared as required`(row: Operation) throws {
        var headers: [JSONValue] = []
        if case .array(let parameters)? = try operation(row)["parameters"] {
            headers = parameters.filter { $0["in"] == "header" && $0["required"] == .bool(true) }
        }
        #expect(headers.contains { $0["name"] == "Idempotency-Key" } == row.idempotencyKey)
        #expect(headers.contains { $0["name"] == "If-Match" } == row.ifMatch)
    }

    @Test(arguments: OperationCatalogue.all)
    func `every refusal of the row has its status in it`(row: Operation) throws {
        let responses = try #require(try operation(row)["responses"])
        for code in row.errors {
            #expect(responses[String(code.status)] != nil, "\(code.rawValue)")
        }
    }

    @Test func `it is JSON that our own parser reads back`() throws {
        #expect(try JSONParser.parse(document.serialized()) == document)
    }
}
