import HTTPTypes
import HummingbirdTesting
import Testing

@testable import SellerWeb

@Suite struct `A client that waits for 100 Continue` {
    private static let body = #"{"email":"a@b.example"}"#

    private func head(_ path: String, length: Int, more: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(length)\r\n\(more)\r\n"
    }

    private func connection(_ fixture: WebFixture) throws -> RawConnection {
        try RawConnection(port: try #require(fixture.client.port))
    }

    @Test(arguments: ["100-continue", "100-Continue"])
    func `is told to go on, and then answered`(expected: String) async throws {
        try await WebFixture.offline(.live) { fixture in
            let connection = try connection(fixture)
            let expect = "Expect: \(expected)\r\n"
            for _ in 0..<2 {
                try connection.send(head("/v1/sign-in", length: Self.body.count, more: expect))
                let first = try await connection.receive(through: "\r\n\r\n")
                #expect(first == "HTTP/1.1 100 Continue\r\n\r\n")
                try connection.send(Self.body)
                let answer = try await connection.receive(through: "\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
                #expect(!answer.lowercased().contains("connection: close"))
                let problem = try await connection.receive(through: "}]}")
                #expect(problem.contains("/password"), "\(problem)")
            }
        }
    }

    @Test(arguments: [
        ("/v1/nothing", 10, 404), ("/v1/session", 10, 405), ("/v1/sign-in", 70_000, 413),
        ("/sign-in", 70_000, 413),
    ])
    func `is refused at once where its body would be for nothing, and the connection ends`(
        path: String,
        length: Int,
        status: Int
    ) async throws {
        try await WebFixture.offline(.live) { fixture in
            let connection = try connection(fixture)
            try connection.send(head(path, length: length, more: "Expect: 100-continue\r\n"))
            let whole = try await connection.receive()
            #expect(whole.hasPrefix("HTTP/1.1 \(status) "), "\(whole)")
            #expect(whole.lowercased().contains("connection: close"))
            #expect(whole.hasSuffix("}"), "the answer is whole: \(whole)")
        }
    }

    @Test(arguments: ["", "Expect: something-else\r\n"])
    func `is answered once when it does not wait`(more: String) async throws {
        try await WebFixture.offline(.live) { fixture in
            let connection = try connection(fixture)
            try connection.send(
                head("/v1/sign-in", length: Self.body.count, more: more) + Self.body
            )
            let answer = try await connection.receive(through: "\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        }
    }

    @Test func `what follows a refused body is never taken for a request`() async throws {
        let lines = LogLines()
        var options = WebFixture.Options()
        options.logger = lines.logger
        try await WebFixture.offline(.live, options: options) { fixture in
            let connection = try connection(fixture)
            try connection.send(
                head("/v1/nothing", length: 2, more: "Expect: 100-continue\r\n") + "{}"
                    + "DELETE /v1/session HTTP/1.1\r\nHost: localhost\r\n\r\n"
            )
            let whole = try await connection.receive()
            #expect(whole.hasPrefix("HTTP/1.1 404 "), "\(whole)")
            // For longer than the connection lingers, others are answered and it is not.
            let start = ContinuousClock.now
            while start.duration(to: .now) < .seconds(2) {
                #expect(try await fixture.ask(.get, "/help").status == 200)
            }
            let operations = lines.named("answered").compactMap { $0.metadata["operation"] }
            #expect(Set(operations) == ["unknown", "GET /help"])
        }
    }
}
