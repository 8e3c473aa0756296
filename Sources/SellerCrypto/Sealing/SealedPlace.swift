package import FoundationEssentials

/// Where a sealed value stands, so that a copy of it does not open anywhere else.
package struct SealedPlace: Hashable, Sendable {
    private let table: String
    private let column: String
    private let row: UUID
    private let login: UUID

    /// Names the table, the column, the row and the login that the value belongs to.
    package init(table: String, column: String, row: UUID, login: UUID) {
        self.table = table
        self.column = column
        self.row = row
        self.login = login
    }

    /// The place as bytes that no other place has: names end in a zero, which they cannot contain.
    var bytes: [UInt8] {
        Array(table.utf8) + [0] + Array(column.utf8) + [0] + Self.bytes(row) + Self.bytes(login)
    }

    private static func bytes(_ id: UUID) -> [UInt8] {
        let u = id.uuid
        return [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7,
            u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ]
    }
}
