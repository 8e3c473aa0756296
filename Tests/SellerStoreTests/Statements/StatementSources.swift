import Foundation

/// What the sources say of statements, read as text: the compiler keeps no list of them.
///
/// The formatter decides how a declaration is laid out, so its lines can be relied on.
struct StatementSources {
    /// `ID<Login>.holdLogin(_:)` and the like: everything that makes a statement or a script.
    private(set) var factories: Set<String> = []
    /// "file: line" of what makes a statement where or how this scan does not look.
    private(set) var strays: [String] = []

    init() throws {
        let sources = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let lines = try String(contentsOf: file, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false)
            let target = file.path().dropFirst(sources.path().count + 1).prefix { $0 != "/" }
            switch target {
            case "Postgres": continue
            case "SellerStore": readStore(lines, file.lastPathComponent)
            default: readOther(lines, file.lastPathComponent)
            }
        }
    }

    // Above the store a statement may get another name, but not be written.
    private mutating func readOther(_ lines: [Substring], _ file: String) {
        var isExtension = false
        for line in lines {
            if line.hasPrefix("extension ") || line == "}" {
                isExtension = line.contains("extension Statement")
            }
            if line.contains(/\b(Statement(<.+>)?|CopyOut|CopyIn)\(/)
                || isExtension && line.contains(/\bSelf\(/)
            {
                strays.append("\(file): \(line)")
            }
        }
    }

    private mutating func readStore(_ lines: [Substring], _ file: String) {
        var row: String?
        for (index, line) in lines.enumerated() {
            if let match = line.wholeMatch(of: /extension Statement where Row == (.+) \{/) {
                row = Self.described(match.1)
            } else if line == "extension CopyOut {" {
                row = "CopyOut"
            } else if line.contains("extension Statement")
                // Which wraps another statement, and is a factory like the others.
                || !line.contains(" static func must<") && line.contains(/(->|:) Statement</)
                || line.contains(/\bStatement(<.+>)?\(/)
                || line.contains(/\bCopy(Out|In)\(/)
            {
                strays.append("\(file): \(line)")
            } else if line == "}" {
                row = nil
            } else if let script = line.firstMatch(of: /static (?:var|let) (\w+): PostgresScript/) {
                factories.insert("PostgresScript.\(script.1)")
            } else if let row, let name = Self.factory(lines[index...]) {
                factories.insert("\(row).\(name)")
            }
        }
    }

    /// The type as Swift describes it.
    private static func described(_ row: Substring) -> String {
        if row == "Void" { return "()" }
        if row.hasSuffix("?") { return "Optional<\(row.dropLast())>" }
        if row.hasPrefix("["), row.hasSuffix("]") { return "Array<\(row.dropFirst().dropLast())>" }
        return String(row)
    }

    /// The full name of the factory that is declared here; nil if there is none, or a private one,
    /// which others of the file lead to.
    private static func factory(_ lines: ArraySlice<Substring>) -> String? {
        guard let first = lines.first, !first.contains(" private static "),
            let declared = first.prefixMatch(of: /\ {4}(?:\w+ )*static (func|var|let) (\w+)/)
        else { return nil }
        let name = String(declared.2)
        guard declared.1 == "func" else {
            return first.contains(/: Self\b|= Self\(/) ? name : nil
        }
        var text = lines.joined(separator: "\n").dropFirst(declared.0.count)
        guard let parameters = takeParentheses(&text), text.prefix(20).contains("-> Self") else {
            return nil
        }
        return "\(name)(\(labels(parameters)))"
    }

    /// Takes the balanced parentheses that `text` begins with, after a generic clause, and gives
    /// what is between them.
    private static func takeParentheses(_ text: inout Substring) -> Substring? {
        guard let open = text.firstIndex(of: "(") else { return nil }
        var depth = 0
        for index in text[open...].indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 {
                let inside = text[text.index(after: open)..<index]
                text = text[text.index(after: index)...]
                return inside
            }
        }
        return nil
    }

    /// The labels of parameters, each with its colon.
    private static func labels(_ parameters: Substring) -> String {
        var depth = 0
        var labels = ""
        var parameter = ""
        for character in parameters + "," {
            switch character {
            case "(", "[", "<": depth += 1
            case ")", "]", ">": depth -= 1
            case "," where depth == 0:
                let words = parameter.split { $0 == ":" || $0.isWhitespace }
                if let label = words.first { labels += "\(label):" }
                parameter = ""
                continue
            default: break
            }
            parameter.append(character)
        }
        return labels
    }
}
