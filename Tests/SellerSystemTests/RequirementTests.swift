import Foundation
import Testing

@Suite struct `The list of requirements` {
    @Test func `every requirement of the list is named by a test`() throws {
        let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
        let list = try String(
            contentsOf: tests.appending(path: "requirements.txt"),
            encoding: .utf8
        )
        let wanted = Set(
            list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
                String(line.prefix { $0 != " " })
            }
        )
        #expect(wanted.count > 10)
        let missing = wanted.subtracting(try named(below: tests))
        #expect(missing == [], "no test names these")
    }

    /// Every id in a name of a test or suite.
    private func named(below folder: URL) throws -> Set<String> {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var ids: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") where isName(line) {
                for match in line.matches(of: /\b[A-Z0-9]{2,6}-[0-9]{2}\b/) {
                    ids.insert(String(match.output))
                }
            }
        }
        return ids
    }

    private func isName(_ line: Substring) -> Bool {
        ["func `", "struct `", "@Suite", "@Test"].contains { line.contains($0) }
    }
}
