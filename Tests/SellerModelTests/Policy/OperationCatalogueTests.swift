import FoundationEssentials
import SellerModel
import Testing

@Suite struct `The operation table` {
    private let rows = OperationCatalogue.all

    @Test func `Every name has one row, and no two rows share a verb and a path`() {
        #expect(
            rows.map(\.name.rawValue).sorted() == OperationName.allCases.map(\.rawValue).sorted()
        )
        let places = Set(rows.map { "\($0.verb.rawValue) \($0.path)" })
        #expect(places.count == rows.count)
    }

    @Test func `SEED-09 · nothing inside an account is reached without a session`() {
        let inside = rows.filter { $0.path.contains("{account}") }
        #expect(!inside.isEmpty)
        #expect(inside.allSatisfy { $0.credentials == [.session] })
        #expect(inside.allSatisfy { $0.authority != .none && $0.authority != .own })
    }

    @Test func `SEED-10 · no operation exempts, overrides, approves or resets`() {
        let words = ["exempt", "override", "bypass", "approve", "reset", "skip"]
        for row in rows {
            #expect(!words.contains { row.name.rawValue.contains($0) || row.path.contains($0) })
        }
    }

    @Test func `The golden permission table is what the table says`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/operations.txt")
        let golden = try String(contentsOf: file, encoding: .utf8)
        let lines = rows.map { row in
            [
                row.name.rawValue, "\(row.verb.rawValue) \(row.path)",
                row.credentials.map(\.rawValue).sorted().joined(separator: " "),
                row.authority.text, row.stepUp.rawValue,
            ].joined(separator: " | ")
        }
        #expect(golden == lines.joined(separator: "\n") + "\n")
    }

    @Test func `Every error code has a status that HTTP knows`() {
        for code in ErrorCode.allCases {
            #expect((400...503).contains(code.status), "\(code)")
        }
    }
}
