import Testing

extension System {
    @Suite struct `Clients that are slow to take their answers` {
        private static let limits = ["SELLER_ACCOUNTS_TAKING_SECONDS": "1"]
        private static let path = "/openapi.json"
        /// Together more than the kernels' buffers hold.
        private static let requests = 60

        /// Asks for more than anybody takes at once, on a connection that takes little ahead.
        private static func ask(_ scene: FloodScene) throws -> FloodConnection {
            let connection = try FloodConnection(port: scene.port, buffer: 4_096)
            let head = "GET \(path) HTTP/1.1\r\nHost: localhost\r\n"
            let last = "\(head)Connection: close\r\n\r\n"
            connection.send(String(repeating: "\(head)\r\n", count: requests - 1) + last)
            return connection
        }

        @Test func `security 18 · are cut when they take nothing for long`() async throws {
            try await FloodScene.run(limits: Self.limits, growth: 32) { scene in
                let deaf = try Self.ask(scene)
                let start = ContinuousClock.now
                // The kernel has given the connection up when it answers what is said to it so.
                while !deaf.isReset, start.duration(to: .now) < .seconds(15) {
                    #expect(scene.isAnsweredRightly())
                    deaf.send("G")
                }
                #expect(deaf.isReset)
            }
        }

        @Test func `security 18 · are waited for as long as they take something`() async throws {
            try await FloodScene.run(limits: Self.limits, growth: 32) { scene in
                let length = try await scene.fixture.client.ask("GET", Self.path).text.utf8.count
                let slow = try Self.ask(scene)
                var taken = 0
                let start = ContinuousClock.now
                // Three times as long as somebody may take nothing, at the pace of a good client.
                while start.duration(to: .now) < .seconds(3) {
                    taken += slow.receive(atMost: 1_024)
                    #expect(scene.isAnsweredRightly())
                }
                #expect(taken < Self.requests * length / 2, "it was not slow")
                let (rest, isClosed) = slow.receive()
                #expect(isClosed)
                #expect(taken + rest.utf8.count > Self.requests * length)
            }
        }
    }
}
