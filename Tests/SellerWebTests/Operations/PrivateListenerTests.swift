import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import SellerWeb

@Suite struct `The private listener` {
    private func ask(_ fixture: WebFixture, _ path: String) async throws -> (Int, String, String?) {
        let application = buildPrivateApplication(
            service: fixture.service,
            host: "127.0.0.1",
            port: 0,
            metrics: { "seller_up 1\n" },
            logger: .init(label: "test")
        )
        return try await application.test(.router) { client in
            let answer = try await client.execute(uri: path, method: .get)
            return (
                Int(answer.status.code), String(buffer: answer.body), answer.headers[.retryAfter]
            )
        }
    }

    @Test func `says that the server is alive and ready, and gives its figures`() async throws {
        try await WebFixture.online { fixture in
            #expect(try await ask(fixture, "/livez").1 == #"{"status":"alive"}"#)
            let ready = try await ask(fixture, "/readyz")
            #expect(ready.0 == 200)
            #expect(ready.1 == #"{"status":"ready"}"#)
            #expect(try await ask(fixture, "/metrics").1 == "seller_up 1\n")
        }
    }

    @Test func `is alive and not ready while the database is away`() async throws {
        try await WebFixture.offline { fixture in
            #expect(try await ask(fixture, "/livez").0 == 200)
            let ready = try await ask(fixture, "/readyz")
            #expect(ready.0 == 503)
            #expect(ready.1.contains("not_ready"))
            #expect(ready.2 == "1")
        }
    }

    @Test(arguments: ["/livez", "/readyz", "/metrics"])
    func `is a listener of its own: the public one has none of it`(path: String) async throws {
        try await WebFixture.offline { fixture in
            let answer = try await fixture.ask(.get, path)
            #expect(answer.status == 404)
        }
    }
}
