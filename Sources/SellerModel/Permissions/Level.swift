/// How far a user may go in a tool: none, view, edit, admin, each including what is below it.
public enum Level: String, Sendable, CaseIterable, Comparable {
    case none
    case view
    case edit
    case admin

    private var rank: Int {
        switch self {
        case .none: 0
        case .view: 1
        case .edit: 2
        case .admin: 3
        }
    }

    /// Lower levels come first.
    public static func < (left: Level, right: Level) -> Bool {
        left.rank < right.rank
    }
}
