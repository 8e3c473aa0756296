import Foundation

/// The steps of the main job, in the order in which README.md tells them.
enum ReadmeTitle: String, CaseIterable, Sendable {
    case opens = "Open an account"
    case adaAccepts = "Ada accepts"
    case adaSignsIn = "Ada signs in"
    case adaInvites = "Ada invites Ben"
    case benAccepts = "Ben accepts, and stops before his first code"
    case report = "Who has not enrolled?"
    case permission = "A permission over HTTP"
    case flag = "A login that two people use"
}

/// One step as README.md has it: a title and the lines to be copied into a terminal.
struct ReadmeStep: Sendable {
    let title: ReadmeTitle
    /// In a terminal of its own, as the prose says.
    let isInThirdTerminal: Bool
    let lines: [String]
}

/// README.md, read so strictly that a walk nobody taught the test is a failure.
enum Readme {
    /// What this reader does not know how to walk.
    struct NotUnderstood: Error, CustomStringConvertible {
        let description: String
    }

    private static let heading = "## The main job, step by step"

    /// The project's folder.
    static let project = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The steps, exactly as they are to be copied.
    static func steps() throws -> [ReadmeStep] {
        let section = try section(heading)
        let parts = section.split(separator: "\n**").dropFirst()
        let steps = try parts.enumerated().map { index, part in
            try step(number: index + 1, part)
        }
        guard steps.map(\.title) == ReadmeTitle.allCases, !parts.isEmpty else {
            throw NotUnderstood(description: "steps are missing: \(steps.map(\.title))")
        }
        guard section.ranges(of: "```sh\n").count == steps.count else {
            throw NotUnderstood(description: "a block of commands belongs to no step")
        }
        return steps
    }

    /// The lines of all blocks that an operator with a database of their own copies.
    static func operatorLines() throws -> [String] {
        let pieces = try section("## Running it yourself").components(separatedBy: "```")
        let blocks = pieces.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        guard !blocks.isEmpty, blocks.allSatisfy({ $0.hasPrefix("sh\n") }) else {
            throw NotUnderstood(description: "an operator's block of README.md is not of sh")
        }
        return blocks.flatMap { $0.split(separator: "\n").dropFirst().map(String.init) }
    }

    /// The text of one of the project's files.
    static func file(_ path: String) throws -> String {
        try String(contentsOf: project.appending(path: path), encoding: .utf8)
    }

    /// What stands under a heading.
    private static func section(_ heading: String) throws -> String {
        let text = try file("README.md")
        guard let start = text.firstRange(of: "\n\(heading)\n")?.upperBound else {
            throw NotUnderstood(description: "README.md has no \(heading)")
        }
        let rest = text[start...]
        return String(rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)])
    }

    /// `**4. Ada invites Ben**, who may …` without its first two stars.
    private static func step(number: Int, _ part: Substring) throws -> ReadmeStep {
        let name = part.prefix(upTo: part.firstRange(of: "**")?.lowerBound ?? part.startIndex)
        let words = name.split(separator: ". ", maxSplits: 1)
        let heading = words.last.map { $0.hasSuffix(".") ? $0.dropLast() : $0 } ?? ""
        guard words.first == "\(number)", let title = ReadmeTitle(rawValue: String(heading)) else {
            throw NotUnderstood(description: "step \(number) of README.md is new: \(name)")
        }
        let pieces = part.components(separatedBy: "```")
        guard pieces.count == 3, pieces[1].hasPrefix("sh\n") else {
            throw NotUnderstood(description: "\(name) has not one block of sh")
        }
        let lines = pieces[1].split(separator: "\n").dropFirst()
        return ReadmeStep(
            title: title,
            isInThirdTerminal: pieces[0].contains("third terminal"),
            lines: lines.map(String.init)
        )
    }
}
