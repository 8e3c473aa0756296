/// What must hold before somebody may be given a tool.
public enum Prerequisite: String, Sendable, CaseIterable {
    /// Two reviewers decided an identity case of the person.
    case verifiedIdentity = "verified_identity"
}

/// Something permissions are set on, as the catalogue has it.
public struct Tool: Sendable, Equatable {
    /// The id that is never used again for another tool.
    public let id: String
    /// The section it stands in.
    public let section: String
    /// How pages call it.
    public let name: String
    /// The highest level that can be given.
    public let maximum: Level
    /// Whether only `global` grants make sense.
    public let crossStore: Bool
    /// What must hold before it is given; nil for nothing.
    public let prerequisite: Prerequisite?

    package init(
        id: String,
        section: String,
        name: String,
        maximum: Level,
        crossStore: Bool,
        prerequisite: Prerequisite?
    ) {
        self.id = id
        self.section = section
        self.name = name
        self.maximum = maximum
        self.crossStore = crossStore
        self.prerequisite = prerequisite
    }

    /// The tool whose `admin` makes somebody an admin of the account.
    public static let userPermissions = "user-permissions"
}

/// The tools that permissions can be set on, by id.
public struct PermissionCatalogue: Sendable, Equatable {
    /// The tools by id.
    public let tools: [String: Tool]

    package init(_ tools: [Tool]) {
        self.tools = Dictionary(tools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
