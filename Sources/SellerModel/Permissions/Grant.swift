/// Where a grant holds: one marketplace, or every one of them.
public enum Scope: Hashable, Sendable, Comparable {
    /// Every marketplace, and what is not of any one of them.
    case global
    /// One marketplace, by its lower-case country code.
    case marketplace(String)

    /// `global`, or the marketplace's code.
    public var text: String {
        switch self {
        case .global: "global"
        case .marketplace(let code): code
        }
    }

    /// Reads `global` or two lower-case letters (ISO 3166-1); nil for anything else.
    public init?(_ text: String) {
        if text == "global" {
            self = .global
            return
        }
        let bytes = Array(text.utf8)
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard bytes.count == 2, bytes.allSatisfy(letters.contains) else { return nil }
        self = .marketplace(text)
    }

    /// By their text, so that lists come in one order everywhere.
    public static func < (left: Scope, right: Scope) -> Bool {
        left.text < right.text
    }
}

/// A level on a tool in a scope, as asked for: who gave it and when comes with storing it.
public struct Grant: Hashable, Sendable {
    /// The tool's id in the catalogue.
    public let tool: String
    /// How far it goes; never `none`.
    public let level: Level
    /// Where it holds.
    public let scope: Scope
    /// When it ends by itself; nil for never.
    public let expiresAt: Timestamp?

    /// A grant as asked for.
    public init(tool: String, level: Level, scope: Scope, expiresAt: Timestamp? = nil) {
        self.tool = tool
        self.level = level
        self.scope = scope
        self.expiresAt = expiresAt
    }
}
