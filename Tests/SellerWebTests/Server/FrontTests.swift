import HTTPTypes
import HummingbirdTesting
import Synchronization
import Testing

@testable import SellerWeb

@Suite struct `In front of the operations` {
    private static let json = "Host: localhost\r\nContent-Type: application/json\r\n"

    private func withServer(
        _ configure: @escaping @Sendable (inout WebConfiguration) -> Void,
        _ body: @escaping @Sendable (WebFixture, Int) async throws -> Void
    ) async throws {
        var options = WebFixture.Options()
        options.configure = configure
        try await WebFixture.offline(.live, options: options) { fixture in
            try await body(fixture, try #require(fixture.client.port))
        }
    }

    /// What a server says to bytes that end there, until it closes the connection.
    private func answer(_ bytes: String, _ port: Int) async throws -> String {
        let connection = try RawConnection(port: port)
        try connection.send(bytes)
        return try await connection.receive()
    }

    @Test(arguments: [
        ("", ""),
        ("GET /help HTTP/1.1\r\nHost: local", "HTTP/1.1 408 Request Timeout"),
        (
            "POST /v1/sign-in HTTP/1.1\r\n\(json)Content-Length: 90\r\n\r\n{",
            "HTTP/1.1 408 Request Timeout"
        ),
        (
            "POST /v1/sign-in HTTP/1.1\r\n\(json)Transfer-Encoding: chunked\r\n\r\n5\r\n{",
            "HTTP/1.1 408 Request Timeout"
        ),
    ])
    func `security 18 · a message that does not come is not waited for`(
        begin: String,
        status: String
    ) async throws {
        try await withServer {
            $0.headSeconds = 1
            $0.bodySeconds = 1
        } _: { _, port in
            let all = try await answer(begin, port)
            #expect(all.split(separator: "\r\n").first.map(String.init) ?? "" == status)
        }
    }

    @Test func `a message that is cut is never taken for a whole one`() async throws {
        let lines = LogLines()
        var options = WebFixture.Options()
        options.logger = lines.logger
        options.configure = { $0.bodySeconds = 1 }
        try await WebFixture.offline(.live, options: options) { fixture in
            let port = try #require(fixture.client.port)
            let form =
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
            for message in [
                "\(form)Content-Length: 90\r\n\r\nemail=a",
                "\(form)Transfer-Encoding: chunked\r\n\r\n5\r\nemail",
                "\(form)Transfer-Encoding: chunked\r\n\r\n5\r\nemail\r\nZ",
            ] {
                let all = try await answer(message, port)
                #expect(all.hasPrefix("HTTP/1.1 40"), "\(all)")
            }
            for _ in 0..<3 { #expect(try await fixture.ask(.get, "/help").status == 200) }
            let operations = lines.named("answered").compactMap { $0.metadata["operation"] }
            #expect(Set(operations).isSubset(of: ["unknown", "GET /help"]), "\(operations)")
        }
    }

    @Test func `security 18 · neither is the second message of a connection`() async throws {
        try await withServer {
            $0.headSeconds = 1
        } _: { _, port in
            let connection = try RawConnection(port: port)
            try connection.send("HEAD /help HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await connection.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200"))
            try connection.send("HEAD /he")
            #expect(try await connection.receive().hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test func `security 18 · one source has so many connections, and one ended makes place`()
        async throws
    {
        try await withServer {
            // The fixture's client has one.
            $0.connectionsPerSource = 4
            $0.headSeconds = 60
        } _: { _, port in
            let head = "GET /help HTTP/1.1\r\nHost: localhost\r\n\r\n"
            var open: [RawConnection] = []
            for _ in 0..<3 {
                let connection = try RawConnection(port: port)
                try connection.send(head)
                #expect(try await connection.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200"))
                open.append(connection)
            }
            let refused = try RawConnection(port: port)
            #expect(try await refused.receive() == "")
            open.removeLast()
            try await untilAnswered(head, port)
        }
    }

    /// Asks on new connections until one of them is let in.
    private func untilAnswered(_ head: String, _ port: Int) async throws {
        let start = ContinuousClock.now
        while start.duration(to: .now) < .seconds(20) {
            let connection = try RawConnection(port: port)
            // A connection that is refused may be gone before anything is sent.
            try? connection.send(head)
            if try await connection.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200") {
                return
            }
        }
        Issue.record("no connection was let in again")
    }

    @Test func `security 18 · who says nothing makes room for who has a request`() async throws {
        let figures = ServingFigures()
        try await withServer {
            $0.figures = figures
            $0.connections = 32
            $0.connectionsPerSource = 1_000
        } _: { fixture, port in
            var idle: [RawConnection] = []
            for _ in 0..<200 { idle.append(try RawConnection(port: port)) }
            for _ in 0..<5 {
                let all = try await answer(
                    "GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    port
                )
                #expect(all.hasPrefix("HTTP/1.1 200 OK"))
            }
            #expect(figures.count(of: .idleConnection) >= 150)
            #expect(figures.connections <= 40)
        }
    }

    @Test func `security 18 · more requests than may be in work are told to come back, at once`()
        async throws
    {
        try await withServer {
            $0.requestsInWork = 0
        } _: { fixture, port in
            let refused = try await fixture.ask(.get, "/v1/nothing")
            #expect(refused.status == 503)
            #expect(refused.code == "unavailable")
            #expect(refused.headers[.retryAfter] == "1")
            let connection = try RawConnection(port: port)
            try connection.send(
                "POST /v1/sign-in HTTP/1.1\r\n\(Self.json)Content-Length: 90\r\n\r\n"
            )
            let early = try await connection.receive(through: "\r\n\r\n")
            #expect(early.hasPrefix("HTTP/1.1 503 "), "no byte of the body is waited for")
            let held = try await answer(
                "POST /v1/sign-in HTTP/1.1\r\n\(Self.json)Content-Length: 90\r\n"
                    + "Expect: 100-continue\r\n\r\n",
                port
            )
            #expect(held.hasPrefix("HTTP/1.1 503 "), "\(held)")
            #expect(held.lowercased().contains("connection: close"))
        }
    }

    @Test func `HTTP/1.0 is not told to continue, and is answered when its body is there`()
        async throws
    {
        try await withServer { _ in
        } _: { _, port in
            let connection = try RawConnection(port: port)
            try connection.send(
                "POST /v1/sign-in HTTP/1.0\r\n\(Self.json)Content-Length: 2\r\n"
                    + "Expect: 100-continue\r\n\r\n{}"
            )
            let all = try await connection.receive()
            #expect(all.hasPrefix("HTTP/1.1 400 "), "\(all)")
        }
    }

    @Test func `a connection ends with the answer to a request that says so, or asks for another`()
        async throws
    {
        try await withServer { _ in
        } _: { _, port in
            for more in ["Connection: Close\r\n", "Connection: Upgrade\r\nUpgrade: h2c\r\n"] {
                let head = "GET /help HTTP/1.1\r\nHost: localhost\r\n"
                let all = try await answer("\(head)\(more)\r\n\(head)\r\n", port)
                #expect(all.ranges(of: "HTTP/1.1 ").count == 1)
                #expect(all.lowercased().contains("\r\nconnection: close\r\n"))
            }
        }
    }
}
