import Logging
import Postgres
import SellerModel
import SellerService
import Synchronization
import Testing

@Suite struct `Faults of this service` {
    @Test func `are logged where the database refuses, and what a caller can mend is not`() {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in LineHandler(lines: lines) }
        _ = SellerError(PostgresError(.unavailable), logger)
        _ = SellerError(PostgresError(.cancelled), logger)
        #expect(lines.all.isEmpty)
        let fault = SellerError(PostgresError(.unexpectedRowCount, "secret words"), logger)
        #expect(fault.code == .internal)
        #expect(lines.all.count == 1)
        #expect(!lines.all.contains { $0.contains("secret words") })
    }
}

private final class Lines: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }

    func keep(_ line: String) {
        kept.withLock { $0.append(line) }
    }
}

private struct LineHandler: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.keep("\(event.message) \(event.metadata ?? [:])")
    }
}
