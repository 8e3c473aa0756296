import Postgres
import SellerStore

extension SchemaStatus {
    /// What stands in the database, in a sentence.
    var sentence: String {
        switch self {
        case .empty: "The database is empty. Run: seller-accounts database migrate"
        case .current: "The database is at version \(SchemaMigration.version), as this program."
        case .older(let version):
            "The database is at version \(version), older than this program's "
                + "\(SchemaMigration.version). Run: seller-accounts database migrate"
        case .newer(let version):
            "The database is at version \(version), newer than this program's "
                + "\(SchemaMigration.version): run a newer program."
        }
    }

    /// The word for scripts.
    var word: String {
        switch self {
        case .empty: "empty"
        case .current: "current"
        case .older: "older"
        case .newer: "newer"
        }
    }

    /// Throws the sentence unless the schema is the one of this program.
    func requireCurrent() throws(CommandFailure) {
        if self != .current { throw CommandFailure(.conflict, sentence) }
    }
}

extension CommandFailure {
    /// What an operator needs to know of a failure of the database.
    init(database error: any Error) {
        if let failure = error as? CommandFailure {
            self = failure
            return
        }
        guard let error = error as? PostgresError else {
            self.init(.failed, "The database failed: \(error)")
            return
        }
        let reason = Self.reason(of: error)
        switch error.code {
        case .unavailable where Self.namesOurs(reason):
            self.init(
                .unavailable,
                "The database refuses this program (\(reason)): \(Self.preparation)."
            )
        case .unavailable, .connectionLost, .timedOut:
            self.init(
                .unavailable,
                "The database cannot be reached (\(reason)): check "
                    + "\(ConfigurationKey.database.variable) and that PostgreSQL runs."
            )
        case .server where error.sqlState == Self.insufficientPrivilege:
            self.init(
                .failed,
                "The database refused (\(reason)): \(Self.preparation)."
            )
        default:
            self.init(.failed, "The database refused: \(reason).")
        }
    }

    /// What stands in README.md under "Running it yourself".
    private static let preparation =
        "check \(ConfigurationKey.database.variable), and have PostgreSQL's superuser run "
        + "scripts/lib/roles.sql and scripts/lib/database.sql"

    /// SQLSTATE `insufficient_privilege`. Source: PostgreSQL 15, appendix A.
    private static let insufficientPrivilege = "42501"

    /// Whether a refusal to connect is about a role or database of ours, and not about a password:
    /// libpq has no SQLSTATE for it. `seller_` finds most of them in a server's other languages too.
    private static func namesOurs(_ reason: String) -> Bool {
        ["role \"seller\"", "database \"seller\"", "seller_"].contains { reason.contains($0) }
    }

    /// The client's words without the kind of failure, without the questions that libpq adds on
    /// lines of their own, and in one line.
    private static func reason(of error: PostgresError) -> String {
        let kind = error.description + ": "
        let text = error.debugDescription
        let words = text.hasPrefix(kind) ? text.dropFirst(kind.count) : text[...]
        let lines = words.split(separator: "\n").filter { !$0.hasPrefix("\t") }
        return lines.joined(separator: "; ").split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}
