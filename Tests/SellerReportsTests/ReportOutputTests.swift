import Crypto
import SellerModel
import SellerReports
import Testing

@Suite struct `The bytes of a report` {
    private func write(
        _ format: ReportFormat,
        columns: [String] = ["name", "grants"],
        _ rows: [[JSONValue]]
    ) async throws -> (Collected, ReportManifest) {
        let collected = Collected()
        let writer = ReportWriter(format, columns: columns) { await collected.take($0) }
        try await writer.append(rows)
        return (collected, try await writer.finish())
    }

    @Test func `RFC 4180 · cells with commas, quotes and line ends are quoted`() async throws {
        let (written, manifest) = try await write(
            .csv,
            [["Mai, Ann", .integer(2)], [#"Bo "B" Ek"#, .null], ["two\nlines", .bool(true)]]
        )
        let expected =
            "name,grants\r\n\"Mai, Ann\",2\r\n\"Bo \"\"B\"\" Ek\",\r\n\"two\nlines\",true\r\n"
        #expect(await written.text == expected)
        #expect(manifest.rows == 3)
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"])
    func `Security 20 · a cell that begins like a formula gets an apostrophe`(
        cell: String
    ) async throws {
        let (written, _) = try await write(.csv, columns: ["name"], [[.string(cell)]])
        let text = await written.text
        let isQuoted = cell.utf8.contains { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
        #expect(text == (isQuoted ? "name\r\n\"'\(cell)\"\r\n" : "name\r\n'\(cell)\r\n"))
    }

    @Test func `JSON is one object with all rows, none included`() async throws {
        let (two, _) = try await write(.json, [["A", .integer(1)], ["B", .integer(2)]])
        let parsed = try JSONParser.parse(await two.bytes)
        #expect(
            parsed["items"]
                == .array([
                    ["name": "A", "grants": .integer(1)], ["name": "B", "grants": .integer(2)],
                ])
        )
        #expect(parsed["rows"] == .integer(2))
        let (none, _) = try await write(.json, [])
        #expect(await none.text == "{\"items\":[],\"rows\":0}\n")
    }

    @Test func `The last line of NDJSON says how many lines there were and their hash`()
        async throws
    {
        let (written, manifest) = try await write(.ndjson, [["A", .integer(1)], ["B", .null]])
        let lines = await written.lines
        let body = lines.dropLast().map { $0 + "\n" }.joined()
        let last = try JSONParser.parse(try #require(lines.last).utf8)
        #expect(last == ["manifest": manifest.json])
        #expect(manifest.rows == 2)
        #expect(manifest.sha256 == Array(SHA256.hash(data: Array(body.utf8))))
    }

    @Test func `A long report is handed on in pieces, and its hash is that of all of them`()
        async throws
    {
        let rows = (0..<20_000).map { [JSONValue.string("user \($0)"), .integer(Int64($0))] }
        let (written, manifest) = try await write(.csv, rows)
        let pieces = await written.pieces
        #expect(pieces.count > 3)
        #expect(pieces.allSatisfy { $0.count < 66_000 })
        #expect(manifest.rows == 20_000)
        #expect(manifest.sha256 == Array(SHA256.hash(data: await written.bytes)))
    }
}

@Suite struct `A received report` {
    /// A report of three rows, as it is sent.
    private func sent() async throws -> [UInt8] {
        let collected = Collected()
        let writer = ReportWriter(.ndjson, columns: ["n"]) { await collected.take($0) }
        try await writer.append([[.integer(1)], [.integer(2)], [.integer(3)]])
        _ = try await writer.finish()
        return await collected.bytes
    }

    @Test(arguments: [1, 2, 7, 1_000]) func `is whole, in pieces of any size`(
        size: Int
    ) async throws {
        let bytes = try await sent()
        var reader = ReportReader()
        var rows: [JSONValue] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            rows += try reader.take(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(rows.map { $0["n"] } == [.integer(1), .integer(2), .integer(3)])
        #expect(try reader.finish().rows == 3)
    }

    @Test func `that was cut anywhere is refused`() async throws {
        let bytes = try await sent()
        for length in 0..<bytes.count {
            var reader = ReportReader()
            _ = try reader.take(bytes[..<length])
            #expect(throws: ReportFault.cut) { try reader.finish() }
        }
    }

    @Test func `that lacks a line or has another one is refused`() async throws {
        var reader = ReportReader()
        var lines = try await sent().split(separator: UInt8(ascii: "\n")).map { Array($0) }
        lines.remove(at: 1)
        _ = try reader.take(lines.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")])
        #expect(throws: ReportFault.altered) { try reader.finish() }
    }
}
