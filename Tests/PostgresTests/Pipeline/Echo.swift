import Logging
import PostgresTesting
import Testing

@testable import Postgres

/// Functions over arrays that answer each number with its double, except that
/// -1 is an error, -2 waits for the lock 7, -3 ends the session, -4 writes, -5 sleeps for a minute.
private let functions = PostgresScript(
    """
    CREATE TABLE counter (id bigint PRIMARY KEY, value bigint NOT NULL);
    INSERT INTO counter SELECT id, 0 FROM generate_series(1, 16) AS id;
    CREATE FUNCTION echo(question bigint) RETURNS bigint LANGUAGE plpgsql AS $$
    BEGIN
        CASE question
            WHEN -1 THEN RAISE 'refused' USING ERRCODE = '22000';
            WHEN -2 THEN PERFORM pg_advisory_xact_lock_shared(7, hashtext(current_schema()));
            WHEN -3 THEN PERFORM pg_terminate_backend(pg_backend_pid());
            WHEN -4 THEN UPDATE counter SET value = 1000 WHERE id = 1;
            WHEN -5 THEN PERFORM pg_sleep(60);
            ELSE NULL;
        END CASE;
        RETURN question * 2;
    END $$;
    CREATE FUNCTION echo_many(questions bigint[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
    DECLARE
        answers bigint[] := '{}';
        question bigint;
    BEGIN
        FOREACH question IN ARRAY questions LOOP
            answers := answers || echo(question);
        END LOOP;
        RETURN answers;
    END $$;
    CREATE FUNCTION values_of(ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
    BEGIN
        RETURN QUERY SELECT value
            FROM unnest(ids) WITH ORDINALITY AS asked (id, place)
            LEFT JOIN counter USING (id)
            ORDER BY place;
    END $$;
    """
)

/// A pipeline on a schema of its own, with the lanes of the functions above.
struct Echo: Sendable {
    let pool: PostgresPool
    let pipeline: ReadPipeline
    /// Doubles what it is asked.
    let doubles: ReadLane<Int64, Int64>
    /// The counter of this id, nil if there is none.
    let counters: ReadLane<Int64, Int64?>
    /// Counts the questions as they were asked together.
    let sizes: Sizes

    /// Runs a test; `change` concerns the pipeline alone.
    static func with(
        milliseconds: Int = 10_000,
        change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (Echo) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(setup: functions) { configuration in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            var configuration = configuration
            configuration.applicationName = "echo-\(UInt64.random(in: 0...UInt64.max))"
            let pool = PostgresPool(configuration: configuration, logger: logger)
            let sizes = Sizes()
            configuration.observer = PostgresObserver(batch: { sizes.note($0) })
            change(&configuration)
            let pipeline = ReadPipeline(
                configuration: configuration,
                questionDeadlineMilliseconds: milliseconds,
                logger: logger
            )
            let doubles = ReadShape<Int64, Int64>(array: { numbers in
                Statement<[Int64]>("SELECT echo_many(\(numbers))")
            })
            let counters = ReadShape<Int64, Int64?>(rows: { ids in
                Statement<Int64?>("SELECT values_of(\(ids))")
            })
            let echo = Echo(
                pool: pool,
                pipeline: pipeline,
                doubles: pipeline.lane(doubles),
                counters: pipeline.lane(counters),
                sizes: sizes
            )
            let result: Result<Void, any Error>
            do { result = .success(try await body(echo)) } catch { result = .failure(error) }
            await pipeline.close()
            await pool.close()
            try result.get()
        }
    }

    /// Keeps the pipeline busy, so that questions gather, while `body` runs.
    func whileBusy(_ body: () async throws -> Void) async throws {
        let lock: SQL = "pg_advisory_xact_lock(7, hashtext(current_schema()))"
        let gate = Gate()
        async let holding: Void = pool.transaction { (transaction) throws(PostgresError) in
            try await transaction.run(Statement("SELECT \(lock)"))
            await gate.enter()
        }
        await gate.untilEntered()
        async let waiting = doubles.ask(-2)
        try await untilBusy()
        do {
            try await body()
        } catch {
            await gate.leave()
            throw error
        }
        await gate.leave()
        try await holding
        let answer = try await waiting
        #expect(answer == -4)
    }

    /// Waits until the server shows that somebody waits for the lock of `whileBusy`.
    func untilBusy() async throws {
        let busy = Statement<Bool>(
            """
            SELECT EXISTS (
                SELECT FROM pg_locks
                WHERE locktype = 'advisory' AND NOT granted AND classid = 7
                  AND objid = hashtext(current_schema())::bigint & 4294967295
            )
            """
        )
        while try await !pool.one(busy) { await Task.yield() }
    }

    /// Waits until as many questions of a lane stand in the queue.
    func until<Q, A>(_ count: Int, waitIn lane: ReadLane<Q, A>) async {
        while lane.waiting < count { await Task.yield() }
    }
}
