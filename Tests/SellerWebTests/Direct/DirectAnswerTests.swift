import HTTPTypes
import HummingbirdTesting
import Postgres
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

/// Direct and ordinary answers of a real server, side by side.
@Suite struct `Direct answers` {
    private static let evaluation = "/access/v1/evaluation"
    /// What the plain way does not understand and what changes no answer.
    private static let ordinary: HTTPFields = [.accept: "application/json, */*"]

    private struct Scene: Sendable {
        let fixture: WebFixture
        let lines: LogLines
        let bob: String
        let ada: String
        let service: String
    }

    private func withScene(
        idleSeconds: Int64 = 60,
        _ body: @Sendable (Scene) async throws -> Void
    ) async throws {
        let lines = LogLines()
        var options = WebFixture.Options()
        options.logger = lines.logger
        options.configure = { $0.idleSeconds = idleSeconds }
        try await WebFixture.online(.live, options: options) { fixture in
            let (account, invitation) = try await fixture.newAccount()
            let ada = try await fixture.join(invitation, name: "Ada", email: "ada@lamps.example")
            let bob = try await fixture.invitedBob(by: ada, to: account)
            let service = try await fixture.service.addService(name: "Shop").token
            try await body(
                Scene(fixture: fixture, lines: lines, bob: bob, ada: ada.session, service: service)
            )
        }
    }

    private func question(_ user: String, _ action: String, _ tool: String) -> JSONValue {
        [
            "subject": ["type": "user", "id": .string(user)], "action": ["name": .string(action)],
            "resource": ["type": "sales", "id": .string(tool)],
        ]
    }

    /// How many requests went the ordinary way meanwhile: each leaves a line in the log.
    private func ordinaryRequests(
        _ scene: Scene,
        _ body: () async throws -> Void
    ) async throws -> Int {
        let before = scene.lines.named("answered").count
        try await body()
        return scene.lines.named("answered").count - before
    }

    /// Everything of an answer that does not differ from one request to the next.
    private func substance(_ answer: Answered) -> [String] {
        let headers = answer.headers.map { "\($0.name.canonicalName): \($0.value)" }
            .filter { !$0.hasPrefix("date:") && !$0.hasPrefix("x-request-id:") }
        return ["\(answer.status)", answer.text] + headers.sorted()
    }

    @Test func `PERM-10 · every decision is the same by both ways, and direct by the plain one`()
        async throws
    {
        try await withScene { scene in
            for asked in [
                question(scene.bob, "view", "orders"), question(scene.bob, "edit", "orders"),
                question(scene.bob, "fly", "orders"), question(scene.bob, "view", "kites"),
                question("usr_00000000000000000000000000", "view", "orders"),
                question("", "view", "orders"),
            ] {
                let ordinary = try await scene.fixture.ask(
                    .post,
                    Self.evaluation,
                    token: scene.service,
                    headers: Self.ordinary,
                    asked
                )
                let count = try await ordinaryRequests(scene) {
                    let direct = try await scene.fixture.ask(
                        .post,
                        Self.evaluation,
                        token: scene.service,
                        asked
                    )
                    #expect(direct.status == 200)
                    #expect(substance(direct) == substance(ordinary), "\(asked.jsonText)")
                    #expect(direct.headers[.date] != nil)
                }
                #expect(count == 0, "\(asked.jsonText)")
            }
        }
    }

    @Test func `who am I is the same by both ways, and strict`() async throws {
        try await withScene { scene in
            let fixture = scene.fixture
            let token = scene.ada
            let ordinary = try await fixture.ask(
                .get,
                "/v1/session",
                token: token,
                headers: Self.ordinary
            )
            let count = try await ordinaryRequests(scene) {
                let direct = try await fixture.ask(.get, "/v1/session", token: token)
                #expect(direct.status == 200)
                #expect(substance(direct) == substance(ordinary))
                #expect(direct.array("accounts").first?["levels"] != .array([]))
            }
            #expect(count == 0)
            // Ended by whoever: the next answer knows.
            try await fixture.database.run(
                Statement<Void>("UPDATE session SET ended_at = now()")
            )
            let ended = try await fixture.ask(.get, "/v1/session", token: token)
            #expect(ended.status == 401)
            #expect(ended.code == "unauthenticated")
        }
    }

    @Test func `a session that was not seen for a minute is noted as seen`() async throws {
        try await withScene { scene in
            let database = scene.fixture.database
            try await database.run(
                Statement<Void>("UPDATE session SET last_seen_at = now() - INTERVAL '5 minutes'")
            )
            let answer = try await scene.fixture.ask(.get, "/v1/session", token: scene.ada)
            #expect(answer.status == 200)
            let seen = try await database.one(
                Statement<Int64>(
                    """
                    SELECT count(*)
                    FROM session
                    WHERE last_seen_at > now() - INTERVAL '1 minute'
                    """
                )
            )
            #expect(seen == 1)
        }
    }

    @Test func `a refusal by the plain way is the ordinary way's`() async throws {
        try await withScene { scene in
            let strange = "svc_" + String(repeating: "A", count: 43)
            let asked = question(scene.bob, "view", "orders")
            let cases: [(String, JSONValue)] = [
                (strange, asked), (scene.ada, asked), (scene.service, ["subject": .null]),
            ]
            for (token, body) in cases {
                let plain = try await scene.fixture.ask(
                    .post,
                    Self.evaluation,
                    token: token,
                    body
                )
                let ordinary = try await scene.fixture.ask(
                    .post,
                    Self.evaluation,
                    token: token,
                    headers: Self.ordinary,
                    body
                )
                #expect(plain.status >= 400)
                #expect(plain.code == ordinary.code)
                #expect(plain.status == ordinary.status)
            }
        }
    }

    @Test func `an own request id comes back`() async throws {
        try await withScene { scene in
            let answer = try await scene.fixture.ask(
                .post,
                Self.evaluation,
                token: scene.service,
                headers: [.requestID: "order-4711"],
                question(scene.bob, "view", "orders")
            )
            #expect(answer.headers[.requestID] == "order-4711")
            #expect(answer.json == ["decision": .bool(true)])
        }
    }

    @Test func `requests in one go are answered in their order, whichever way each takes`()
        async throws
    {
        try await withScene { scene in
            let connection = try RawConnection(port: try #require(scene.fixture.client.port))
            let ways = (0..<12).map { $0 % 4 == 1 ? "Accept: text/html, */*\r\n" : "" }
            let ids = ways.indices.map { "number-\($0)" }
            let text = zip(ways, ids).map { raw(scene, "X-Request-Id: \($1)\r\n\($0)") }.joined()
            let count = try await ordinaryRequests(scene) {
                try connection.send(text)
                for id in ids {
                    let head = try await connection.receive(through: "\r\n\r\n")
                    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(head)")
                    #expect(head.contains("\(id)\r\n"), "\(head)")
                    let body = try await connection.receive(through: "}")
                    #expect(body == #"{"decision":true}"#)
                }
            }
            // What waits behind an ordinary request goes its way too.
            #expect((3...11).contains(count))
        }
    }

    @Test func `who has said all that he will say is answered before the connection ends`()
        async throws
    {
        try await withScene { scene in
            let connection = try RawConnection(port: try #require(scene.fixture.client.port))
            try connection.send(raw(scene, ""))
            try connection.finish()
            let all = try await connection.receive()
            #expect(all.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(all.hasSuffix(#"{"decision":true}"#))
        }
    }

    @Test func `what follows a direct request and is none is refused behind its answer`()
        async throws
    {
        try await withScene { scene in
            let connection = try RawConnection(port: try #require(scene.fixture.client.port))
            try connection.send(raw(scene, "") + "no request\r\n\r\n")
            let all = try await connection.receive()
            #expect(all.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(all.contains(#"{"decision":true}HTTP/1.1 400 "#), "\(all)")
        }
    }

    @Test func `security 18 · a connection that only asks directly stays, and ends when it rests`()
        async throws
    {
        try await withScene(idleSeconds: 1) { scene in
            let connection = try RawConnection(port: try #require(scene.fixture.client.port))
            let end = ContinuousClock.now + .milliseconds(2_500)
            while ContinuousClock.now < end {
                try connection.send(raw(scene, ""))
                let head = try await connection.receive(through: "\r\n\r\n")
                #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(head)")
                _ = try await connection.receive(through: "}")
            }
            #expect(try await connection.receive() == "", "closed, without a word")
        }
    }

    private func raw(_ scene: Scene, _ more: String) -> String {
        let body = question(scene.bob, "view", "orders").jsonText
        return """
            POST /access/v1/evaluation HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer \(scene.service)\r
            Content-Type: application/json\r
            Content-Length: \(body.utf8.count)\r
            \(more)\r
            \(body)
            """
    }
}
