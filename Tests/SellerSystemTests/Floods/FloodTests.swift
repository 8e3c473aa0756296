import Testing

extension System {
    @Suite struct `Floods, beside which others are served` {
        private static let post =
            "POST /v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        private static let form =
            "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"

        @Test func `security 18 · 70,000 header lines, and bodies nested 200,000 deep`()
            async throws
        {
            try await FloodScene.run(growth: 16) { scene in
                for _ in 0..<20 {
                    let lines = String(repeating: "X: 1\r\n", count: 70_000)
                    let head = "GET /help HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n"
                    try scene.expect(["431"], to: [head])
                    for depth in [200_000, 16_000, 5_000] {
                        let array = String(repeating: "[", count: depth)
                        let form = String(repeating: "a[", count: depth)
                        try scene.expect(["413", "400"], to: Self.messages(Self.post, array))
                        try scene.expect(
                            ["413", "400", "403"],
                            to: Self.messages(Self.form, form)
                        )
                    }
                }
            }
        }

        /// A body as it is, and in chunks.
        private static func messages(_ head: String, _ body: String) -> [String] {
            let count = body.utf8.count
            return [
                "\(head)Connection: close\r\nContent-Length: \(count)\r\n\r\n\(body)",
                "\(head)Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "\(String(count, radix: 16))\r\n\(body)\r\n0\r\n\r\n",
            ]
        }

        @Test func `security 18 · bodies of 100 MB, announced, in chunks and lied about`()
            async throws
        {
            try await FloodScene.run(growth: 16) { scene in
                let size = 100 * 1_024 * 1_024
                let heads = [
                    "\(Self.post)Content-Length: \(size)\r\n\r\n",
                    "\(Self.form)Content-Length: \(size)\r\n\r\n",
                    "\(Self.post)Transfer-Encoding: chunked\r\n\r\n6400000\r\n",
                    "\(Self.post)Content-Length: 2\r\n\r\n{}",
                    "POST /v1/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(size)\r\n\r\n",
                ]
                let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1_024 * 1_024)
                for head in heads + heads + heads {
                    let connection = try FloodConnection(port: scene.port)
                    connection.send(head)
                    var taken = 0
                    while taken < size {
                        let count = connection.send(piece)
                        taken += count
                        if count < piece.count { break }
                    }
                    // The kernels' own buffers hold some of it.
                    #expect(taken < size / 2, "\(taken) bytes were taken of \(head)")
                }
                // A length that nobody keeps is refused by itself.
                let waiting = try FloodConnection(port: scene.port)
                waiting.send("\(Self.post)Content-Length: \(size)\r\n\r\n")
                let (answer, isClosed) = waiting.receive()
                #expect(answer.hasPrefix("HTTP/1.1 413 "))
                #expect(isClosed)
            }
        }

        @Test(arguments: [(1, 4_096), (8, 256)])
        func `security 18 · 2,000 connections that say nothing`(
            addresses: Int,
            connections: Int
        ) async throws {
            try #require(try FloodConnection.raiseLimit() > 4_096)
            let limits = ["SELLER_ACCOUNTS_CONNECTIONS": String(connections)]
            try await FloodScene.run(limits: limits, growth: 96) { scene in
                var idle: [FloodConnection] = []
                for number in 0..<2_000 {
                    let address = "127.0.1.\(1 + number % addresses)"
                    idle.append(try FloodConnection(port: scene.port, from: address))
                }
                for _ in 0..<20 { #expect(scene.isAnsweredRightly()) }
                let places = min(connections, addresses * connections / 4)
                let open = idle.filter { !$0.isReadable }.count
                #expect(open <= places, "\(open) of 2,000 are open")
            }
        }

        @Test func `security 18 · 200 clients that send a byte at a time`() async throws {
            let limits = ["SELLER_ACCOUNTS_HEAD_SECONDS": "1", "SELLER_ACCOUNTS_BODY_SECONDS": "1"]
            try await FloodScene.run(limits: limits, growth: 32) { scene in
                let slow = try (0..<200).map { number in
                    let connection = try FloodConnection(port: scene.port)
                    if number.isMultiple(of: 2) {
                        connection.send("\(Self.post)Content-Length: 10000\r\n\r\n")
                    }
                    return connection
                }
                let start = ContinuousClock.now
                while slow.contains(where: { !$0.isReadable }),
                    start.duration(to: .now) < .seconds(15)
                {
                    for connection in slow where !connection.isReadable { connection.send("G") }
                }
                for connection in slow {
                    let (answer, isClosed) = connection.receive()
                    #expect(isClosed)
                    #expect(answer.isEmpty || answer.contains("HTTP/1.1 4"), "\(answer)")
                }
            }
        }
    }
}

extension FloodScene {
    /// Sends each text on a connection of its own; it has to be answered once with one of these
    /// statuses, and the connection has to end.
    func expect(_ statuses: Set<String>, to texts: [String]) throws {
        for text in texts {
            let connection = try FloodConnection(port: port)
            connection.send(text)
            let (answer, isClosed) = connection.receive()
            let begin = String(text.prefix(200))
            #expect(isClosed, "\(begin)")
            let answers = answer.ranges(of: "HTTP/1.1 ").map { answer[$0.upperBound...].prefix(3) }
            #expect(answers.count == 1, "\(begin) has the answers \(answers)")
            #expect(statuses.contains(answers.first.map(String.init) ?? ""), "\(begin): \(answer)")
        }
    }
}
