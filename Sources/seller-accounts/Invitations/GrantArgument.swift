public import ArgumentParser
public import SellerModel

/// A grant on the command line: `orders=edit`, or `orders=edit@de` for one marketplace.
struct GrantArgument: ExpressibleByArgument, Sendable {
    let tool: String
    let level: Level
    let scope: Scope

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        let end = parts[1].split(separator: "@", omittingEmptySubsequences: false)
        guard (1...2).contains(end.count), let level = Level(rawValue: String(end[0])),
            level != .none, let scope = end.count == 1 ? .global : Scope(String(end[1]))
        else { return nil }
        tool = String(parts[0])
        self.level = level
        self.scope = scope
    }

    /// The grant as the API takes it.
    var json: JSONValue {
        [
            "tool": .string(tool), "level": .string(level.rawValue), "scope": .string(scope.text),
        ]
    }

    static let help: ArgumentHelp = "tool=level, or tool=level@marketplace; can be repeated."
}

// Ids of the wrong kind are refused before anything is sent.
extension ID: ExpressibleByArgument {
    /// Reads the public form.
    public init?(argument: String) {
        self.init(argument)
    }
}
