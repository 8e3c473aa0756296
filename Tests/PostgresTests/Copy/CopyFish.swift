import Postgres
import Synchronization

let copyPond = PostgresScript(
    """
    CREATE TABLE fish (
        name text CONSTRAINT fish_name_unique PRIMARY KEY,
        weight bigint CONSTRAINT fish_weight_positive CHECK (weight > 0)
    );
    INSERT INTO fish VALUES ('carp', 900), ('eel', NULL);
    CREATE VIEW seen AS SELECT name FROM fish WHERE name = current_setting('seller.fish', true);
    """
)

let fishOut = CopyOut(
    "COPY (SELECT name, weight FROM fish ORDER BY name) TO STDOUT (FORMAT csv)"
)
let fishIn = CopyIn("COPY fish (name, weight) FROM STDIN (FORMAT csv)")

struct Enough: Error, Equatable {}

/// Collects bytes from the closure of a COPY.
private final class Bytes: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: [UInt8]) {
        bytes.withLock { $0 += more }
    }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

extension PostgresPool {
    /// All bytes of a COPY as text.
    func text(
        of statement: CopyOut,
        settings: [TransactionSetting] = []
    ) async throws -> String {
        let bytes = Bytes()
        try await copy(settings: settings, statement) { bytes.append($0) }
        return bytes.text
    }
}
