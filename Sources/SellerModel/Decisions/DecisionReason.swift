/// Why a permission decision is what it is. The raw values are those of `decide_many` in schema.sql.
public enum DecisionReason: Int16, Sendable, CaseIterable {
    /// The user may.
    case allowed = 0
    /// The token that asks is of no service, or of one that was ended.
    case unknownService = 1
    /// No user has this id.
    case unknownUser = 2
    /// The user is pending, suspended or removed.
    case userNotActive = 3
    /// The catalogue has no such tool in such a section.
    case unknownTool = 4
    /// The tool has no such action.
    case unknownAction = 5
    /// The user holds no level that suffices, in the scope that was asked about.
    case levelMissing = 6
    /// The tool asks for a verified identity, and the user's is not.
    case prerequisiteMissing = 7
}

/// The answer to one question: may this user do this?
public struct Decision: Sendable, Equatable {
    /// Why.
    public let reason: DecisionReason
    /// The level that would suffice; nil where no level would.
    public let neededLevel: Level?

    /// Whether the user may.
    public var isAllowed: Bool { reason == .allowed }

    /// Reads the database's answer: the reason, plus sixteen times the level. Nil for what no
    /// version of this program wrote.
    public init?(_ answer: Int16) {
        guard answer >= 0, let reason = DecisionReason(rawValue: answer % 16) else { return nil }
        self.reason = reason
        switch answer / 16 {
        case 0: neededLevel = nil
        case 1: neededLevel = .view
        case 2: neededLevel = .edit
        case 3: neededLevel = .admin
        default: return nil
        }
    }
}
