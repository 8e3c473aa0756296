import Crypto
import Postgres
import SellerModel
import SellerReports
import Testing

/// A CSV is written by the database, everything else by the encoder: both have to say the same.
@Suite struct `A report as a COPY` {
    private static let people = 1_000

    private func copy(
        _ report: ReportName,
        _ scene: Scene
    ) async throws -> (bytes: [UInt8], manifest: ReportManifest) {
        let copied = Collected()
        let manifest = try await scene.reports.write(report, of: Scene.account, as: .csv) {
            await copied.take($0)
        }
        return (await copied.bytes, manifest)
    }

    @Test(arguments: ReportName.allCases)
    func `RFC 4180 · is byte for byte what the encoder writes of the same rows`(
        report: ReportName
    ) async throws {
        try await Scene.with { scene in
            try await scene.addOddPeople(Self.people)
            let encoded = Collected()
            let writer = ReportWriter(.csv, columns: report.columns) { await encoded.take($0) }
            for row in try await scene.rows(report) {
                try await writer.append([report.columns.map { row[$0] ?? .null }])
            }
            let expected = try await writer.finish()
            let (copied, manifest) = try await copy(report, scene)
            let isSame = await encoded.bytes == copied
            #expect(isSame)
            #expect(manifest == expected)
            #expect(manifest.rows > Self.people)
            #expect(manifest.sha256 == Array(SHA256.hash(data: copied)))
        }
    }

    @Test(arguments: ReportName.allCases)
    func `Security 20 · is read back by the grammar alone, no cell beginning a formula`(
        report: ReportName
    ) async throws {
        try await Scene.with { scene in
            try await scene.addOddPeople(Self.people)
            let lines = try StrictCSV.lines(of: try await copy(report, scene).bytes)
            #expect(lines.first == report.columns)
            let rows = try await scene.rows(report)
            #expect(lines.count == rows.count + 1)
            for (line, row) in zip(lines.dropFirst(), rows) {
                let cells = report.columns.map { Self.cell(row[$0] ?? .null) }
                #expect(line.map { Array($0.utf8) } == cells.map { Array($0.utf8) })
                #expect(line.allSatisfy { !"=+-@\t\r\n".utf8.contains($0.utf8.first ?? 0) })
            }
        }
    }

    /// What a cell holds, by the rules of this test.
    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .string(let text):
            let isFormula = text.utf8.first.map("=+-@\t\r\n".utf8.contains) ?? false
            return isFormula ? "'" + text : text
        default: return value.jsonText
        }
    }

    @Test func `RFC 3339 · the database writes a time as the service does`() async throws {
        try await Scene.with { scene in
            // From 1900 to 2100, with fractions.
            let moments = (0..<1_000).map { _ in
                Timestamp(microseconds: .random(in: -2_208_988_800_000_000..<4_102_444_800_000_000))
            }
            let texts = try await scene.reader.all(
                Statement<String>(
                    """
                    SELECT rfc3339('epoch'::timestamptz + m.microseconds * interval '1 microsecond')
                    FROM unnest(\(moments.map(\.microseconds)))
                        WITH ORDINALITY AS m (microseconds, position)
                    ORDER BY m.position
                    """
                )
            )
            #expect(texts == moments.map(\.rfc3339))
        }
    }
}
