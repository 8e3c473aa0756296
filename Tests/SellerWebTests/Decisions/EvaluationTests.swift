import HTTPTypes
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

/// OpenID AuthZEN Authorization API 1.0, the one evaluation.
@Suite struct `Evaluations over HTTP` {
    private static let path = "/access/v1/evaluation"

    private func body(
        _ user: String,
        _ action: String = "view",
        tool: String = "orders",
        more: [JSONMember] = []
    ) -> JSONValue {
        .object(
            [
                .init("subject", ["type": "user", "id": .string(user)]),
                .init("action", ["name": .string(action)]),
                .init("resource", ["type": "sales", "id": .string(tool)]),
            ] + more
        )
    }

    /// A team with Bob, who may view orders, and a service's token.
    private func withBob(
        _ body: @Sendable (WebFixture, _ bob: String, _ token: String) async throws -> Void
    ) async throws {
        try await WebFixture.online { fixture in
            let (account, invitation) = try await fixture.newAccount()
            let ada = try await fixture.join(invitation, name: "Ada", email: "ada@lamps.example")
            let bob = try await fixture.invitedBob(by: ada, to: account)
            try await body(fixture, bob, try await fixture.service.addService(name: "Shop").token)
        }
    }

    @Test func `PERM-10 · an answer is a decision, and a refusal says what is missing`()
        async throws
    {
        try await withBob { fixture, bob, token in
            let allowed = try await fixture.ask(.post, Self.path, token: token, body(bob))
            #expect(allowed.status == 200)
            #expect(allowed.json == ["decision": .bool(true)])
            let refused = try await fixture.ask(
                .post,
                Self.path,
                token: token,
                body(bob, "cancel-order")
            )
            #expect(refused.status == 200)
            #expect(refused.json["decision"] == .bool(false))
            #expect(
                refused.json["context"]?["needs"]
                    == ["tool": "orders", "level": "edit", "scope": "global"]
            )
        }
    }

    @Test func `an unknown thing is refused, and unknown fields are ignored`() async throws {
        try await withBob { fixture, bob, token in
            for question in [
                body("nobody"), body(bob, "boil"), body(bob, tool: "teapots"),
                body(bob, tool: String(repeating: "o", count: 10_000)), body(bob, "a\u{0}b"),
            ] {
                let answer = try await fixture.ask(.post, Self.path, token: token, question)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.json["decision"] == .bool(false))
            }
            let extended = body(
                bob,
                more: [.init("context", ["time": "now"]), .init("extra", .array([.null]))]
            )
            let answer = try await fixture.ask(.post, Self.path, token: token, extended)
            #expect(answer.json["decision"] == .bool(true), "\(answer.text)")
        }
    }

    @Test func `a body of up to a mebibyte is taken, as the standard's bodies are`() async throws {
        try await withBob { fixture, bob, token in
            let padding = String(repeating: "x", count: EvaluationRequest.longestBody)
            let long = body(bob, more: [.init("context", .string(String(padding.dropLast(1_000))))])
            let answer = try await fixture.ask(.post, Self.path, token: token, long)
            #expect(answer.json["decision"] == .bool(true), "\(answer.status)")
            let longer = body(bob, more: [.init("context", .string(padding))])
            let refused = try await fixture.ask(.post, Self.path, token: token, longer)
            #expect(refused.status == 413)
        }
    }

    @Test func `what is missing, of another type or no JSON is malformed`() async throws {
        try await withBob { fixture, bob, token in
            let bodies: [JSONValue] = [
                [:], .array([]), "text",
                ["subject": ["type": "user", "id": .string(bob)], "action": ["name": "view"]],
                [
                    "subject": ["type": "user", "id": .integer(1)], "action": ["name": "view"],
                    "resource": ["type": "sales", "id": "orders"],
                ],
                [
                    "subject": ["type": "user", "id": .string(bob)], "action": "view",
                    "resource": ["type": "sales", "id": "orders"],
                ],
                [
                    "subject": ["type": "user", "id": .string(bob)], "action": ["name": "view"],
                    "resource": ["type": "sales", "id": "orders", "properties": .array([])],
                ],
            ]
            for body in bodies {
                let answer = try await fixture.ask(.post, Self.path, token: token, body)
                #expect(answer.status == 400, "\(answer.text)")
                #expect(answer.code == "malformed")
            }
            let headers: HTTPFields = [
                .authorization: "Bearer \(token)", .contentType: "application/json",
            ]
            for bytes in [[UInt8](), Array("{".utf8)] {
                let answer = try await fixture.send(.post, Self.path, headers, bytes)
                #expect(answer.status == 400, "\(answer.text)")
            }
            let text = try await fixture.ask(
                .post,
                Self.path,
                token: token,
                headers: [.contentType: "text/plain"],
                body(bob)
            )
            #expect(text.status == 400)
        }
    }

    @Test func `security 24 · only a service's token is taken, and it opens nothing else`()
        async throws
    {
        try await withBob { fixture, bob, token in
            for other in [nil, "svc_unknown", "sst_unknown", String(token.dropLast()) + "-"] {
                let answer = try await fixture.ask(.post, Self.path, token: other, body(bob))
                #expect(answer.status == 401, "\(answer.text)")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer")
            }
            for row in OperationCatalogue.all
            where row.credentials.contains(.session) && row.credentials.count == 1 {
                let path = row.path.replacing(/\{[a-z_]+\}/, with: "x")
                let method = try #require(HTTPRequest.Method(row.verb.rawValue))
                let answer = try await fixture.ask(method, path, token: token)
                #expect(answer.status == 401, "\(row.name)")
            }
        }
    }

    @Test func `a request's id comes back unchanged where it is visible ASCII`() async throws {
        try await WebFixture.offline { fixture in
            let longest = String(repeating: "x", count: 128)
            for id in ["7", "a/b;c", longest] {
                let answer = try await fixture.ask(.post, Self.path, headers: [.requestID: id])
                #expect(answer.headers[.requestID] == id)
                #expect(answer.string("request_id") == id)
            }
            for id in ["", "a b", longest + "x", "ä"] {
                let answer = try await fixture.ask(.post, Self.path, headers: [.requestID: id])
                #expect(answer.headers[.requestID] != id)
            }
            let elsewhere = try await fixture.ask(.get, "/v1/session", headers: [.requestID: "7"])
            #expect(elsewhere.headers[.requestID] != "7")
        }
    }
}
