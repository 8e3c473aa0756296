/// A level that somebody holds on a tool.
public struct HeldLevel: Sendable, Equatable {
    /// The tool's id in the catalogue.
    public let tool: String
    /// How much the person may do there.
    public let level: Level
    /// Where: one marketplace, or all of them.
    public let scope: Scope

    /// A level as it is stored.
    public init(tool: String, level: Level, scope: Scope) {
        self.tool = tool
        self.level = level
        self.scope = scope
    }
}

extension HeldLevel: Comparable {
    /// By tool, then by scope.
    public static func < (left: HeldLevel, right: HeldLevel) -> Bool {
        left.tool != right.tool
            ? left.tool < right.tool : left.scope.text < right.scope.text
    }
}
