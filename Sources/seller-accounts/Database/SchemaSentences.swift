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
        switch error.code {
        case .unavailable, .connectionLost, .timedOut:
            self.init(
                .unavailable,
                "The database cannot be reached: \(Self.oneLine(error.debugDescription))"
            )
        default:
            self.init(.failed, "The database refused: \(Self.oneLine(error.debugDescription))")
        }
    }

    // libpq explains itself over several lines.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
