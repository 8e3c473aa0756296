import Postgres

/// Something that the database does to writers, until it is removed.
struct Trigger: Sendable {
    enum Kind: String {
        /// Every entry of the trail takes its time.
        case slow
        /// Three transactions of ten cannot be serialized, and one of twenty is a deadlock's victim.
        case undoing
        /// Nothing can be written any more: the disk is full.
        case full
    }

    private let place: FaultPlace

    /// Puts it before the tables that changes and tries write to while `body` runs.
    static func with<T>(
        _ kind: Kind,
        at place: FaultPlace,
        _ body: (Trigger) async throws -> T
    ) async throws -> T {
        let trigger = Trigger(place: place)
        let result: Result<T, any Error>
        do {
            try await trigger.install(kind)
            result = .success(try await body(trigger))
        } catch {
            result = .failure(error)
        }
        try await trigger.run(
            """
            DROP FUNCTION IF EXISTS fault CASCADE;
            DROP SEQUENCE IF EXISTS fault_asked, fault_raised
            """
        )
        return try result.get()
    }

    private func install(_ kind: Kind) async throws {
        try await run(
            """
            CREATE SEQUENCE fault_asked;
            CREATE SEQUENCE fault_raised;
            CREATE FUNCTION fault() RETURNS trigger
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path FROM CURRENT
            AS $$ DECLARE chance double precision := random(); BEGIN \(Self.body(of: kind)) END $$;
            CREATE TRIGGER fault BEFORE INSERT ON audit_entry
                FOR EACH ROW EXECUTE FUNCTION fault();
            """
        )
        guard kind == .full else { return }
        try await run(
            """
            CREATE TRIGGER fault BEFORE UPDATE ON two_step_method
                FOR EACH ROW EXECUTE FUNCTION fault();
            """
        )
    }

    /// What `fault` does. A sequence counts what is undone, too.
    private static func body(of kind: Kind) -> StaticString {
        switch kind {
        case .slow: "PERFORM pg_sleep(0.02); RETURN NEW;"
        case .undoing:
            """
            PERFORM nextval('fault_asked');
            IF chance > 0.35 THEN RETURN NEW; END IF;
            PERFORM nextval('fault_raised');
            IF chance > 0.05 THEN
                RAISE EXCEPTION 'test' USING ERRCODE = 'serialization_failure';
            END IF;
            RAISE EXCEPTION 'test' USING ERRCODE = 'deadlock_detected';
            """
        case .full: "RAISE EXCEPTION 'test' USING ERRCODE = 'disk_full';"
        }
    }

    /// How many transactions it undid, and of how many.
    func counts() async throws -> (raised: Int64, asked: Int64) {
        (
            try await place.fixture.count("SELECT nextval('fault_raised') - 1"),
            try await place.fixture.count("SELECT nextval('fault_asked') - 1")
        )
    }

    private func run(_ text: String) async throws {
        let connection = try await PostgresConnection.connect(place.fixture.administrator)
        do {
            try await connection.execute(script: PostgresScript(trusted: Array(text.utf8)))
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}
