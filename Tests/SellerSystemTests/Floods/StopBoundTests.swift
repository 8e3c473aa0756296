import SellerModel
import Testing

extension System {
    @Suite struct `A server that has to stop in time` {
        /// Long enough for a noisy machine to end a process that has nothing to wait for, and much
        /// shorter than the bound of a server that has.
        private static let soon = Duration.seconds(10)

        @Test func `closes connections that say nothing, and waits for none of them`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let server = fixture.servers[0]
                let kept = try FloodConnection(port: server.port)
                kept.send("GET /help HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let idle = try FloodConnection(port: server.port)
                let half = try FloodConnection(port: server.port)
                half.send("GET /help HTTP/1.1\r\nHo")
                #expect(try await fixture.client.ask("GET", "/v1/session").status == 401)
                let start = ContinuousClock.now
                server.askToStop()
                #expect(await server.status() == 0)
                #expect(start.duration(to: .now) < Self.soon)
                #expect(kept.receive().text.hasPrefix("HTTP/1.1 200 "))
                #expect(idle.receive().isClosed)
                #expect(half.receive().isClosed)
            }
        }

        @Test func `gives somebody who is slow to take it the whole of what was asked for`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let server = fixture.servers[0]
                let length = try await fixture.client.ask("GET", "/openapi.json").text.utf8.count
                let slow = try FloodConnection(port: server.port, buffer: 4_096)
                let ask = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
                // More than the kernels' buffers hold, so that some of it waits in the server.
                slow.send(String(repeating: ask, count: 100))
                var taken = slow.receive(atMost: 1_024)
                server.askToStop()
                // No new connection is taken: it stops.
                while (try? FloodConnection(port: server.port)) != nil {}
                let (rest, isClosed) = slow.receive()
                taken += rest.utf8.count
                #expect(isClosed)
                #expect(taken > 100 * length)
                #expect(await server.status() == 0)
            }
        }

        @Test func `is gone when its time is over, whoever holds it up`() async throws {
            let limits = ["SELLER_ACCOUNTS_STOP_SECONDS": "1"]
            try await SystemFixture.run(limits: limits) { fixture in
                let scene = try await KillScene(fixture)
                let server = fixture.servers[0]
                // Somebody who takes nothing of a long answer.
                let deaf = try FloodConnection(port: server.port)
                let ask = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
                deaf.send(String(repeating: ask, count: 400))
                // Somebody whose statement does not end.
                let held = try await HeldTable("session", of: fixture, fromReaders: true)
                let start = ContinuousClock.now
                let client = fixture.client
                let asking = Task {
                    try? await client.ask("DELETE", "/v1/session", token: scene.ada.session)
                }
                try await held.untilSomebodyStops { start.duration(to: .now) > Self.soon }
                let asked = ContinuousClock.now
                server.askToStop()
                #expect(await server.status() == 0)
                #expect(asked.duration(to: .now) < Self.soon)
                await held.release()
                // Told that it was not done, or nothing: never that it was.
                let answer = await asking.value
                #expect(answer == nil || answer?.status == 503)
            }
        }
    }
}
