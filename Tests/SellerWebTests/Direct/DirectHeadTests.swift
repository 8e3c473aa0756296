import NIOHTTP1
import SellerModel
import Testing

@testable import SellerWeb

/// Which requests a connection answers by itself.
@Suite struct `Heads of direct requests` {
    private static let service = "svc_" + String(repeating: "A", count: 43)
    private static let session = "sst_" + String(repeating: "A", count: 43)

    private static let evaluation: [(String, String)] = [
        ("Host", "localhost"), ("Authorization", "Bearer \(service)"),
        ("Content-Type", "application/json"), ("Content-Length", "120"),
    ]

    private func head(
        _ method: HTTPMethod = .POST,
        _ uri: String = "/access/v1/evaluation",
        _ headers: [(String, String)] = evaluation,
        version: HTTPVersion = .http1_1
    ) -> DirectHead? {
        let head = HTTPRequestHead(
            version: version,
            method: method,
            uri: uri,
            headers: HTTPHeaders(headers)
        )
        return DirectHead(head, paths: DirectPaths())
    }

    @Test func `plain requests of both operations are direct`() {
        #expect(head()?.operation == .evaluate)
        #expect(head().map { String($0.token) } == Self.service)
        let more = [("accept", "*/*"), ("USER-AGENT", "x"), ("X-REQUEST-ID", "abc")]
        #expect(head(.POST, "/access/v1/evaluation", Self.evaluation + more)?.requestID == "abc")
        let own = [("authorization", "Bearer \(Self.session)"), ("connection", "Keep-Alive")]
        #expect(head(.GET, "/v1/session", own)?.operation == .whoAmI)
    }

    @Test(arguments: [
        ("Accept", "text/html"), ("Accept", "application/json, */*"), ("Expect", "100-continue"),
        ("Upgrade", "h2c"), ("Connection", "close"), ("Connection", "upgrade"),
        ("Transfer-Encoding", "chunked"), ("Content-Type", "application/json"),
        ("Authorization", "Bearer \(service)"), ("X-Request-Id", "a b"), ("X-Request-Id", ""),
    ])
    func `a header that asks for more takes the ordinary way`(name: String, value: String) {
        #expect(head(.POST, "/access/v1/evaluation", Self.evaluation + [(name, value)]) == nil)
    }

    @Test(arguments: [
        ("Authorization", "Bearer \(session)"), ("Authorization", "bearer \(service)"),
        ("Authorization", "Bearer  \(service)"), ("Authorization", "Bearer \(service) x"),
        ("Authorization", "Basic abc"), ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Type", "text/plain"), ("Content-Length", "0"), ("Content-Length", "4097"),
        ("Content-Length", "-1"), ("Content-Length", "x"),
    ])
    func `a header that is odd takes the ordinary way`(name: String, value: String) {
        let headers = Self.evaluation.map { $0.0 == name ? (name, value) : $0 }
        #expect(head(.POST, "/access/v1/evaluation", headers) == nil)
        let without = Self.evaluation.filter { $0.0 != name }
        #expect(head(.POST, "/access/v1/evaluation", without) == nil)
    }

    @Test func `another path, method or version takes the ordinary way`() {
        #expect(head(.GET) == nil)
        for path in [
            "/access/v1/evaluation/", "/access/v1/evaluation?a=b", "//access/v1/evaluation",
        ] {
            #expect(head(.POST, path) == nil, "\(path)")
        }
        #expect(head(.POST, "/v1/session") == nil)
        #expect(head(version: .http1_0) == nil)
        let withBody = [("Authorization", "Bearer \(Self.session)"), ("Content-Length", "2")]
        #expect(head(.GET, "/v1/session", withBody) == nil)
        #expect(head(.HEAD, "/v1/session", Array(withBody.prefix(1))) == nil)
    }
}
