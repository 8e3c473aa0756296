import LibPQ

/// How far a transaction is kept apart from others that run at the same time.
package enum TransactionIsolation: String, Sendable {
    /// Every statement sees what was committed before it began.
    case readCommitted = "READ COMMITTED"
    /// All statements see what was committed before the first began.
    case repeatableRead = "REPEATABLE READ"
    /// As if transactions ran one after the other.
    case serializable = "SERIALIZABLE"
}

struct TransactionMode: Sendable {
    let isReadOnly: Bool
    let isolation: TransactionIsolation

    /// The command that begins it. Writing is the server's default, and not demanded: an operator who
    /// sets `default_transaction_read_only` means everybody.
    var begin: String {
        "BEGIN ISOLATION LEVEL \(isolation.rawValue)\(isReadOnly ? " READ ONLY" : "")"
    }
}

/// A setting of the server for one transaction, such as the account whose rows are visible.
package struct TransactionSetting: Sendable {
    /// The server's name of it.
    package let name: String
    package let value: String

    /// The setting `name` holds `value` until the transaction ends.
    package init(_ name: StaticString, _ value: String) {
        self.name = name.description
        self.value = value
    }

    /// The command that makes the settings, in one call however many they are.
    static func command(_ settings: [TransactionSetting]) -> Command {
        let sql: SQL = """
            SELECT set_config(name, value, true)
            FROM unnest(\(settings.map(\.name)), \(settings.map(\.value))) AS setting (name, value)
            """
        return .query(text: sql.text, sql.parameters)
    }
}
