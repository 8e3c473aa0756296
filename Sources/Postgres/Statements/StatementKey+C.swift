import LibPQ

/// What makes two statements the same, without their text being made at each use: where their
/// literals stand in the program, and the types of their values. Equal texts at two places are two
/// statements, which costs one preparation more.
struct StatementKey: Hashable {
    private let pieces: [SQL.Piece]
    private let types: [UInt32]

    init(_ sql: SQL) {
        pieces = sql.pieces
        types = sql.parameters.types
    }
}

extension SQL.Piece: Hashable {
    /// Where a literal stands; nil for a value.
    private var address: UInt? {
        switch self {
        case .literal(let literal): unsafe UInt(bitPattern: literal.utf8Start)
        case .value: nil
        }
    }

    static func == (left: Self, right: Self) -> Bool { left.address == right.address }

    func hash(into hasher: inout Hasher) { hasher.combine(address) }
}
