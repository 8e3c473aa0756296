import Testing

extension System {
    @Suite struct `Requests behind which others hide` {
        private static let post =
            "POST /v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        private static let old = post.replacing("HTTP/1.1", with: "HTTP/1.0")
        private static let chunks = "Transfer-Encoding: chunked\r\n"

        /// What stands before the hidden request: one that could be read in two ways, or in none.
        private static let shapes: [String] =
            [
                // Two lengths, or a length beside chunks.
                "Content-Length: 4\r\n\(chunks)\r\n0\r\n\r\n",
                "\(chunks)Content-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 5\r\n\r\nabcde",
                "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
                // A length that is no plain number.
                "Content-Length: 0, 0\r\n\r\n", "Content-Length: +5\r\n\r\nabcde",
                "Content-Length: -1\r\n\r\n", "Content-Length: 0x5\r\n\r\nabcde",
                "Content-Length: 5 5\r\n\r\nabcde", "Content-Length: \r\n\r\n",
                "Content-Length: 99999999999999999999999\r\n\r\n",
                // Names and lines that are not what they look like.
                "Content-Length : 0\r\n\r\n", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X: y\r\n \(chunks)\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 1\r\n 0\r\n\r\nabcdefghij", " \(chunks)\r\n0\r\n\r\n",
                "X: a\nContent-Length: 0\r\n\r\n", "X: a\rContent-Length: 5\r\n\r\n",
                "X\0: a\r\nContent-Length: 0\r\n\r\n", "X: a\0b\r\nContent-Length: 0\r\n\r\n",
                "Host: other\r\nContent-Length: 0\r\n\r\n",
            ].map { post + $0 } + codings.map { "\(post)Transfer-Encoding: \($0)\r\n\r\n0\r\n\r\n" }
            + bodies.map { "\(post)\(chunks)\r\n\($0)" } + heads

        /// Codings that are not just chunked.
        private static let codings = [
            "gzip", "gzip, chunked", "chunked, gzip", "xchunked", "identity", "\u{B}chunked",
            "\"chunked\"", "chunked;q=1", "chunked\r\nTransfer-Encoding: identity",
            "chunked\r\nTransfer-Encoding: chunked",
        ]

        /// Chunks whose size or end is not as it should be.
        private static let bodies = [
            "2;\n{}\r\n0\r\n\r\n", "0x2\r\n{}\r\n0\r\n\r\n", "+2\r\n{}\r\n0\r\n\r\n",
            "-2\r\n{}\r\n0\r\n\r\n", " 2\r\n{}\r\n0\r\n\r\n", "2 \r\n{}\r\n0\r\n\r\n",
            "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n", "2\n{}\n0\n\n", "2\r\n{}0\r\n\r\n",
            "2\r\n{}xx\r\n0\r\n\r\n", "\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n",
        ]

        /// Heads that are wrong as a whole.
        private static let heads = [
            "\(old)\(chunks)\r\n0\r\n\r\n",
            "\(post.replacing("\r\n", with: "\n"))Content-Length: 0\n\n",
            "GET /help HTTP/1.1\r\n\r\n", "GET /help HTTP/1.2\r\nHost: localhost\r\n\r\n",
            "GET /help HTTP/2.0\r\nHost: localhost\r\n\r\n", "GET /help\r\n\r\n",
            "GET /help\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ]

        @Test func `security 18 · are refused, and what follows them is never executed`()
            async throws
        {
            try await FloodScene.run(growth: 16) { scene in
                // Whoever gets it executed signs the good client out.
                let hidden =
                    "DELETE /v1/session HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer \(scene.ada.session)\r\n\r\n"
                let statuses: Set<String> = ["400", "501", "505"]
                try scene.expect(statuses, to: Self.shapes.map { $0 + hidden })
                // Behind a body that is refused by its head, too.
                try scene.expect(
                    ["404"],
                    to: [
                        "POST /v1/nothing HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 2\r\n\r\n{}\(hidden)"
                    ]
                )
            }
        }

        @Test func `security 18 · that can be read in one way only are answered, and the next too`()
            async throws
        {
            try await FloodScene.run(growth: 16) { scene in
                let next =
                    "GET /v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer \(scene.ada.session)\r\n\r\n"
                for good in [
                    "Content-Length: 2\r\n\r\n{}", "\(Self.chunks)\r\n2\r\n{}\r\n0\r\n\r\n",
                    "\(Self.chunks)\r\n1\r\n{\r\n1;a=b\r\n}\r\n0\r\n\r\n",
                ] {
                    let connection = try FloodConnection(port: scene.port)
                    connection.send(Self.post + good + next)
                    let answer = connection.receive().text
                    #expect(answer.hasPrefix("HTTP/1.1 400 "))
                    #expect(answer.contains("HTTP/1.1 200 "), "\(answer)")
                }
            }
        }
    }
}
