import Foundation
import Testing

@Suite struct `The list of requirements` {
    private let project = Readme.project

    @Test func `every requirement has its test, and every test and source its requirement`() throws
    {
        let list = try String(
            contentsOf: project.appending(path: "Tests/requirements.txt"),
            encoding: .utf8
        )
        let tests = try texts(below: "Tests", ending: "swift").flatMap { path, text in
            Requirements.tests(in: text, file: String(path.dropLast(".swift".count)))
        }
        let schema = try String(
            contentsOf: project.appending(path: "schema.sql"),
            encoding: .utf8
        )
        let sources = try texts(below: "Sources", ending: "swift").map(\.text)
        #expect(tests.count > 300 && sources.count > 100, "the files are found")
        #expect(Requirements.faults(list: list, tests: tests, sources: sources + [schema]) == [])
    }

    /// Every way to disagree, each found.
    @Test(arguments: [
        ("SEED-01", "not an id, a file and a test"),
        ("SEED-1 · A/ATests · it holds", "not an id, a file and a test"),
        ("SEED-01 · B/BTests · it holds", "no such test"),
        ("SEED-01 · A/ATests · it breaks", "no such test"),
        ("SEED-02 · A/ATests · it holds", "does not carry the id"),
        ("# nothing", "SEED-01 is named by a test and not listed"),
        ("SEED-01 · A/ATests · it holds", "SEED-03 is cited by the sources and not listed"),
    ])
    func `a list that is wrong is told what is wrong`(list: String, fault: String) {
        let tests = Requirements.tests(in: "@Test func `SEED-01 · it holds`() {}", file: "A/ATests")
        let faults = Requirements.faults(
            list: list,
            tests: tests,
            sources: ["/// UTF-16 (SEED-03)."]
        )
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    /// Files below a folder of the project, by their path in it.
    private func texts(
        below folder: String,
        ending: String
    ) throws -> [(path: String, text: String)] {
        let root = project.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path())
        return try paths.filter { $0.hasSuffix(".\(ending)") }.map { path in
            (path, try String(contentsOf: root.appending(path: path), encoding: .utf8))
        }
    }
}
