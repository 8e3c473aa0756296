/// What makes two statements the same, without their text being made at each use: where their
/// literals stand in the program, and the types of their values.
struct StatementKey: Hashable {
    /// The address of each literal, 0 for a value. Equal texts at two places are two statements, which
    /// costs one preparation more.
    private let pieces: [UInt]
    private let types: [UInt32]

    init(_ sql: SQL, types: [UInt32]) {
        pieces = sql.pieces.map { piece in
            switch piece {
            case .literal(let literal): unsafe UInt(bitPattern: literal.utf8Start)
            case .value: 0
            }
        }
        self.types = types
    }
}
