import LibPQ
import Logging
import PostgresTesting
import Synchronization
import Testing

@testable import Postgres

/// Keeps what was logged.
private final class Log: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func logger() -> Logger {
        var logger = Logger(label: "test") { _ in Handler(log: self) }
        logger.logLevel = .debug
        return logger
    }

    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let words = (event.metadata ?? [:]).sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }
            let line = ["\(event.level)", "\(event.message)"] + words
            log.lines.withLock { $0.append(line.joined(separator: " ")) }
        }
    }
}

/// Counts what an observer is told.
private final class Counts: Sendable {
    struct Failure: Equatable {
        let code: PostgresError.Code
        let kind: String?
    }

    let exchanges = Atomic<Int>(0)
    let waits = Atomic<Int>(0)
    let failures = Mutex<[Failure]>([])

    var observer: PostgresObserver {
        PostgresObserver(
            exchange: { _ in self.exchanges.add(1, ordering: .relaxed) },
            failure: { code, kind in
                self.failures.withLock { $0.append(Failure(code: code, kind: kind)) }
            },
            wait: { _ in self.waits.add(1, ordering: .relaxed) }
        )
    }
}

@Suite struct `What the client tells` {
    @Test func `a notice is logged for its kind, without its words`() async throws {
        try await TestSchema.withSchema { configuration in
            let log = Log()
            let connection = try await PostgresConnection.connect(
                configuration,
                logger: log.logger()
            )
            try await connection.execute(
                script: PostgresScript("DO $$ BEGIN RAISE WARNING 'secret'; END $$")
            )
            await connection.close()
            #expect(log.all == ["debug notice of the database severity=WARNING sqlstate=01000"])
        }
    }

    @Test func `an observer hears of round trips, failures and waiting`() async throws {
        let counts = Counts()
        try await withPool(change: {
            $0.observer = counts.observer
            $0.maximumConnections = 1
        }) { pool in
            try await pool.run(Statement("SELECT 1"))
            let before = counts.exchanges.load(ordering: .relaxed)
            try await pool.run(Statement("SELECT 1"))
            #expect(counts.exchanges.load(ordering: .relaxed) == before + 1)
            await #expect(throws: PostgresError.self) {
                try await pool.run(Statement("SELECT 1 / 0"))
            }
            let failures = counts.failures.withLock { $0 }
            #expect(failures == [Counts.Failure(code: .server, kind: "22")])
            #expect(counts.waits.load(ordering: .relaxed) == 0)
            let gate = Gate()
            async let holding: Void = pool.transaction { (transaction) throws(PostgresError) in
                try await transaction.run(Statement("SELECT 1"))
                await gate.enter()
            }
            await gate.untilEntered()
            async let waiting = pool.one(Statement<Int32>("SELECT 1"))
            while pool.waiting == 0 { await Task.yield() }
            await gate.leave()
            try await holding
            _ = try await waiting
            #expect(counts.waits.load(ordering: .relaxed) == 1)
        }
    }

    @Test func `an observer hears that nothing could be connected`() async throws {
        let counts = Counts()
        var configuration = try TestSchema.configuration()
        configuration.connectionString += " port=1"
        configuration.observer = counts.observer
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(configuration: configuration, logger: logger)
        await #expect(throws: PostgresError.self) { try await pool.run(Statement("SELECT 1")) }
        let failures = counts.failures.withLock { $0 }
        #expect(failures == [Counts.Failure(code: .unavailable, kind: nil)])
        await pool.close()
    }
}

@Suite struct `Which server` {
    /// Runs a test as a role whose sessions are read-only, as those of a standby are.
    private func withReader(_ body: (PostgresConfiguration) async throws -> Void) async throws {
        try await TestSchema.withSchema { configuration in
            let name = "reader_\(UInt64.random(in: 0..<UInt64(Int64.max)))"
            let owner = try await PostgresConnection.connect(configuration)
            func run(_ text: String) async throws {
                try await owner.execute(script: PostgresScript(trusted: Array(text.utf8)))
            }
            try await run("CREATE ROLE \(name) LOGIN")
            try await run("ALTER ROLE \(name) SET default_transaction_read_only = on")
            var reader = configuration
            reader.connectionString += " user=\(name)"
            let result: Result<Void, any Error>
            do { result = .success(try await body(reader)) } catch { result = .failure(error) }
            try await run("DROP ROLE \(name)")
            await owner.close()
            try result.get()
        }
    }

    @Test func `one that takes no writes is refused, unless the string allows it`() async throws {
        try await withReader { configuration in
            do throws(PostgresError) {
                let connection = try await PostgresConnection.connect(configuration)
                await connection.close()
                Issue.record("a session that takes no writes was used")
            } catch {
                #expect(error.code == .unavailable)
            }
            var any = configuration
            any.connectionString += " target_session_attrs=any"
            let connection = try await PostgresConnection.connect(any)
            await connection.close()
        }
    }

    @Test func `the first of several hosts that answers is used`() async throws {
        try await TestSchema.withSchema { configuration in
            try await Proxy.with(configuration) { proxy in
                var several = configuration
                several.connectionString = proxy.connectionString
                several.connectionString += " host=/nowhere,127.0.0.1 port=1,\(proxy.port)"
                let connection = try await PostgresConnection.connect(several)
                await connection.close()
                #expect(proxy.connectionCount == 1)
            }
        }
    }

    @Test func `the string may change the limits for silent peers`() throws {
        let configuration = PostgresConfiguration(
            connectionString: "connect_timeout=9",
            applicationName: "x"
        )
        let names = configuration.keywords.map(\.name)
        let text = try #require(names.firstIndex(of: "dbname"))
        for name in [
            "connect_timeout", "tcp_user_timeout", "keepalives_idle", "target_session_attrs",
        ] {
            let place = try #require(names.firstIndex(of: name))
            // What comes later wins.
            #expect(place < text)
        }
    }
}
