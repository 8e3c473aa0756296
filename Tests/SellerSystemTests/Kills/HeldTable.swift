import Postgres

/// A table that nobody writes to for a while: who tries stops in the middle of a transaction.
struct HeldTable: Sendable {
    private let connection: PostgresConnection
    private let fixture: SystemFixture

    /// Holds a table until `release`, from those who write, or from everybody.
    init(
        _ table: StaticString,
        of fixture: SystemFixture,
        fromReaders: Bool = false
    ) async throws {
        self.fixture = fixture
        connection = try await PostgresConnection.connect(fixture.administrator)
        // SHARE lets everybody read and nobody write (PostgreSQL 15, §13.3.1).
        let mode = fromReaders ? "ACCESS EXCLUSIVE" : "SHARE"
        let text = "BEGIN; LOCK TABLE \(table) IN \(mode) MODE"
        try await connection.execute(script: PostgresScript(trusted: Array(text.utf8)))
    }

    /// Comes back once somebody has come to a stop at the table, or so many at it and at each other,
    /// or once `isOver`.
    func untilSomebodyStops(
        count wanted: Int64 = 1,
        unless isOver: @Sendable () async -> Bool
    ) async throws {
        let stopped: SQL = """
            SELECT count(*)
            FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """
        while try await fixture.count(stopped) < wanted, await !isOver() {}
    }

    /// Lets everybody go on.
    func release() async {
        await connection.close()
    }
}

extension SystemFixture {
    /// Comes back once no statement of the program runs any more: a server that was killed leaves
    /// its last one to the database.
    func untilDatabaseIsQuiet() async throws {
        let busy: SQL = """
            SELECT count(*)
            FROM pg_stat_activity
            WHERE datname = current_database()
              AND usename = 'seller'
              AND state <> 'idle'
            """
        while try await count(busy) > 0 {}
    }
}
