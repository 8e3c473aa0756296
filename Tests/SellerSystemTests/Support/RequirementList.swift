import Foundation

/// A line of `requirements.txt`: a requirement and a test that proves it.
struct ProvenRequirement: Equatable, Sendable {
    let id: String
    /// The file below `Tests`, without its ending.
    let file: String
    /// The test's name, or its end.
    let test: String

    /// Reads `SEED-16 · SellerStoreTests/Statements/RaceTests · one code … is taken once`.
    init?(_ line: Substring) {
        let parts = line.split(separator: " · ", maxSplits: 2).map(String.init)
        guard parts.count == 3, Requirements.ids(in: parts[0]) == [parts[0]] else { return nil }
        (id, file, test) = (parts[0], parts[1], parts[2])
    }
}

/// A test as it stands in a file.
struct NamedTest: Equatable, Sendable {
    let file: String
    let name: String
}

/// The comparison of the list with tests and sources.
enum Requirements {
    /// The families of ids. Source: the headings of the requirements.
    private static let families = "2SV|AUD|INV|MEM|OWN|PAIN|PERM|REC|REP|SEED"

    /// The ids in a text.
    static func ids(in text: some StringProtocol) -> Set<String> {
        guard let pattern = try? Regex("\\b(?:\(families))-[0-9]{2}\\b", as: Substring.self)
        else { return [] }
        return Set(String(text).matches(of: pattern).map { String($0.output) })
    }

    /// Everything in which list, tests and sources disagree, in sentences.
    static func faults(
        list: String,
        tests: [NamedTest],
        sources: [String]
    ) -> [String] {
        var faults: [String] = []
        var listed: Set<String> = []
        for line in list.split(separator: "\n") where !line.hasPrefix("#") {
            guard let entry = ProvenRequirement(line) else {
                faults.append("not an id, a file and a test: \(line)")
                continue
            }
            listed.insert(entry.id)
            let meant = tests.filter { $0.file == entry.file && $0.name.hasSuffix(entry.test) }
            if meant.isEmpty {
                faults.append("no such test: \(line)")
            } else if !meant.contains(where: { ids(in: $0.name).contains(entry.id) }) {
                faults.append("the test's name does not carry the id: \(line)")
            }
        }
        for test in tests {
            for id in ids(in: test.name).subtracting(listed).sorted() {
                faults.append("\(id) is named by a test and not listed: \(test.file), \(test.name)")
            }
        }
        let cited = sources.reduce(into: Set<String>()) { $0.formUnion(ids(in: $1)) }
        for id in cited.subtracting(listed).sorted() {
            faults.append("\(id) is cited by the sources and not listed")
        }
        return faults
    }

    /// The tests in a Swift file; names stand in backticks.
    static func tests(in text: String, file: String) -> [NamedTest] {
        text.matches(of: /func `([^`]+)`/).map { NamedTest(file: file, name: String($0.1)) }
    }
}
