import HTTPTypes
import HummingbirdTesting
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `Conventions of the API` {
    private static let signIn = "/v1/sign-in"

    @Test(arguments: [
        (#"{"email":"a@b.example","email":"c@b.example","password":"x"}"#, "/email"),
        (#"{"email":"a@b.example","password":"x","admin":true}"#, "/admin"),
        (#"{"email":["a@b.example"],"password":"x"}"#, "/email"),
        (#"{"email":"a@b.example"}"#, "/password"),
        (#"{"email":"a@b.example","password":null}"#, "/password"),
        (#"{"email":"a@b.example","password":{"$ne":""}}"#, "/password"),
    ])
    func `a field that does not belong is malformed and named`(
        body: String,
        pointer: String
    ) async throws {
        try await WebFixture.offline { fixture in
            let headers: HTTPFields = [.contentType: "application/json; charset=utf-8"]
            let answer = try await fixture.send(.post, Self.signIn, headers, Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.array("errors").first?["pointer"] == .string(pointer))
        }
    }

    @Test(arguments: ["", "{", "[]", "nul", "{}x", "\"\\ud800\"", "{\"email\":\"\u{1}\"}"])
    func `what is no JSON object is malformed`(body: String) async throws {
        try await WebFixture.offline { fixture in
            let headers: HTTPFields = [.contentType: "application/json"]
            let answer = try await fixture.send(.post, Self.signIn, headers, Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `depth, bytes and encoding have their limits`() async throws {
        try await WebFixture.offline { fixture in
            let headers: HTTPFields = [.contentType: "application/json"]
            let deep = Array(repeating: UInt8(ascii: "["), count: 60_000)
            #expect(try await fixture.send(.post, Self.signIn, headers, deep).status == 400)
            let latin: [UInt8] = Array(#"{"email":""#.utf8) + [0xE9] + Array(#""}"#.utf8)
            #expect(try await fixture.send(.post, Self.signIn, headers, latin).status == 400)
            let large = Array(repeating: UInt8(ascii: " "), count: 64 * 1_024 + 1)
            let answer = try await fixture.send(.post, Self.signIn, headers, large)
            #expect(answer.code == "too_large")
            #expect(answer.status == 413)
        }
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1",
        "application/jsonp", "",
    ])
    func `only JSON is taken`(type: String) async throws {
        try await WebFixture.offline { fixture in
            let headers: HTTPFields = [.contentType: type]
            let answer = try await fixture.send(.post, Self.signIn, headers, Array("{}".utf8))
            #expect(answer.status == 415)
        }
    }

    @Test func `an unknown path answers 404 as a problem, with the request's id`() async throws {
        try await WebFixture.offline { fixture in
            for path in ["/v1/nothing", "/v1/session/", "/v1//session", "/v2/session"] {
                let answer = try await fixture.ask(.get, path)
                #expect(answer.code == "not_found")
                #expect(answer.string("instance") == path)
                #expect(answer.string("type") == "\(WebFixture.origin)/problems/not_found")
                let id = try #require(answer.string("request_id"))
                #expect(answer.headers[.requestID] == id)
                #expect(answer.headers[.cacheControl] == "no-store")
            }
        }
    }

    @Test func `the database away answers 503 with Retry-After, alive all the same`()
        async throws
    {
        try await WebFixture.offline { fixture in
            let token = "sst_" + String(repeating: "A", count: 43)
            let answer = try await fixture.ask(.get, "/v1/session", token: token)
            #expect(answer.status == 503)
            #expect(answer.headers[.retryAfter] == "1")
            #expect(try await fixture.ask(.get, "/help").status == 200)
        }
    }

    @Test(arguments: ErrorCode.allCases)
    func `the type of every problem is a page`(code: ErrorCode) async throws {
        try await WebFixture.offline { fixture in
            let answer = try await fixture.ask(.get, "/problems/\(code.rawValue)")
            #expect(answer.status == 200)
            #expect(answer.text.contains(code.title))
            #expect(try await fixture.ask(.get, "/problems/other").status == 404)
        }
    }

    @Test func `HEAD answers as GET does, without a body`() async throws {
        try await WebFixture.offline { fixture in
            let document = try await fixture.ask(.head, "/openapi.json")
            #expect(document.status == 200)
            #expect(document.text.isEmpty)
            let refused = try await fixture.ask(.head, "/v1/session")
            #expect(refused.status == 401)
            #expect(refused.text.isEmpty)
        }
    }

    @Test func `the same over a real connection, which lives on after each answer`()
        async throws
    {
        try await WebFixture.offline(.live) { fixture in
            for _ in 0..<3 {
                let head = try await fixture.ask(.head, "/v1/session")
                #expect(head.status == 401)
                #expect(head.text.isEmpty)
                let large = Array(repeating: UInt8(ascii: " "), count: 70_000)
                let headers: HTTPFields = [.contentType: "application/json"]
                let refused = try await fixture.send(.post, Self.signIn, headers, large)
                #expect(refused.status == 413)
                let alive = try await fixture.ask(.get, "/openapi.json")
                #expect(alive.text.hasPrefix(#"{"openapi":"3.1.0""#))
            }
        }
    }

    @Test
    func `headers have their limits, in size and number, and the parser refuses without a body`()
        async throws
    {
        try await WebFixture.offline(.live) { fixture in
            let large: HTTPFields = [.userAgent: String(repeating: "a", count: 20_000)]
            let answer = try await fixture.send(.get, "/help", large, nil)
            #expect(answer.status == 431)
            #expect(answer.text.isEmpty)
        }
        try await WebFixture.offline(.live) { fixture in
            var many = HTTPFields()
            for number in 0..<300 {
                many.append(HTTPField(name: .acceptLanguage, value: "en;q=0.\(number)"))
            }
            let answer = try await fixture.send(.get, "/help", many, nil)
            #expect(answer.status == 431)
            #expect(answer.text.isEmpty)
        }
    }
}
