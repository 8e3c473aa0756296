import HTTPTypes
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `The reference` {
    private func sections() async throws -> [String: String] {
        let page = try await WebFixture.offlineAnswer(.get, "/reference")
        #expect(page.status == 200)
        #expect(!page.text.contains("<script"))
        #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        let parts = page.text.split(separator: "<section class=\"sheet\" id=\"").dropFirst()
        return Dictionary(
            parts.map { part in (String(part.prefix { $0 != "\"" }), String(part)) }
        ) { first, _ in first }
    }

    @Test func `has every row of the operation table, and no other`() async throws {
        let sections = try await sections()
        #expect(Set(sections.keys) == Set(OperationCatalogue.all.map(\.name.rawValue)))
        for row in OperationCatalogue.all {
            let section = try #require(sections[row.name.rawValue])
            #expect(section.contains("<code>\(row.verb.rawValue) \(row.path)</code>"))
            #expect(section.contains("<dd>\(row.authority.text)</dd>"), "\(section)")
            #expect(section.contains("<dt>Step-up</dt><dd>\(row.stepUp.rawValue)</dd>"))
            #expect(section.contains("Idempotency-Key") == row.idempotencyKey)
            #expect(section.contains("If-Match") == row.ifMatch)
            #expect(section.contains("<dt>Who may see the target</dt><dd>\(row.visibility)</dd>"))
            for credential in row.credentials { #expect(section.contains(credential.rawValue)) }
            for code in row.errors {
                #expect(section.contains("href=\"/problems/\(code.rawValue)\""))
            }
        }
    }

    @Test func `is where problems and the OpenAPI document lead`() async throws {
        for code in ErrorCode.allCases {
            let page = try await WebFixture.offlineAnswer(.get, "/problems/\(code.rawValue)")
            #expect(page.status == 200)
            #expect(page.text.contains("href=\"/reference\""))
            #expect(page.text.contains(code.rawValue))
        }
        let document = OpenAPIDocument.json(origin: WebFixture.origin)
        #expect(document["externalDocs"]?["url"] == "http://localhost:8080/reference")
    }
}
