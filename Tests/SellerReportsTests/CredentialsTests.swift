import FoundationEssentials
import Postgres
import SellerModel
import SellerReports
import Testing

@Suite struct `What is known of every login` {
    /// The primary has two methods and three sessions, of which one is live; of two that lost theirs
    /// one has signed in before; one user is gone.
    private static let past = PostgresScript(
        """
        BEGIN;
        UPDATE login
        SET created_at = '2025-01-01T00:00:00Z', password_changed_at = '2025-02-03T04:05:06.7Z'
        WHERE legal_name = 'Primary';
        UPDATE seller_user
        SET created_at = '2025-01-02T23:59:59.999999Z'
        WHERE user_id = '00000000-0000-0000-0000-0000000000b1';

        INSERT INTO two_step_method
            (method_id, login_id, kind, state, name, activated_at, preferred, last_used_at)
        VALUES
            ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000c1',
                'phone', 'active', 'Phone', now(), true, '2025-06-01T12:00:00Z'),
            ('00000000-0000-0000-0000-0000000000e4', '00000000-0000-0000-0000-0000000000c4',
                'phone', 'lost', 'Phone', now(), true, '2025-05-01T12:00:00Z');

        INSERT INTO sign_in_attempt
            (attempt_id, login_id, token_digest, state, entry_point, context, expires_at)
        SELECT
            ('00000000-0000-0000-0000-0000000000f' || n)::uuid,
            ('00000000-0000-0000-0000-0000000000c' || CASE n WHEN 4 THEN 4 ELSE 1 END)::uuid,
            'f' || n::text::bytea, 'signed_in', 'api', 'selling', now()
        FROM generate_series(1, 4) AS n;

        INSERT INTO session
            (session_id, login_id, token_digest, attempt_id, method_id, created_at, last_seen_at,
                expires_at, idle_seconds, ended_at)
        SELECT
            ('01970000-0000-7000-8000-00000000000' || n)::uuid, a.login_id, a.token_digest,
            a.attempt_id, m.method_id, '2025-07-01T00:00:00Z'::timestamptz + n * interval '1 day',
            now() - s.age, now() + interval '1 hour', 60, s.ended
        FROM (VALUES
            (1, interval '0', now()), (2, interval '2 minutes', NULL), (3, interval '0', NULL),
            (4, interval '0', now())
        ) AS s (n, age, ended)
        JOIN sign_in_attempt AS a
            ON a.attempt_id = ('00000000-0000-0000-0000-0000000000f' || n)::uuid
        JOIN two_step_method AS m ON m.login_id = a.login_id AND m.kind = 'phone';

        INSERT INTO login (login_id, email, legal_name, password_hash)
        VALUES ('00000000-0000-0000-0000-0000000000c8', 'p8@example.com', 'Gone', 'x');
        INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b8',
                '00000000-0000-0000-0000-0000000000c8', 'secondary', 'removed');
        COMMIT;
        """
    )

    @Test func `REP-02 · a login's methods, uses and sessions are said, with no secret`()
        async throws
    {
        try await Scene.with(Self.past) { scene in
            let rows = try await scene.rows(.credentials)
            let expected: JSONValue = [
                "user_id": "usr_0000000000000000000000005h", "name": "Primary",
                "email": "p1@example.com", "kind": "primary", "state": "active",
                "created_at": "2025-01-02T23:59:59Z", "two_step_state": "enrolled",
                "methods": "authenticator_app phone", "preferred": "phone",
                "backup_present": .bool(true), "password_last_changed": "2025-02-03T04:05:06Z",
                "last_sign_in": "2025-07-04T00:00:00Z", "last_method_use": "2025-06-01T12:00:00Z",
                "sessions_active": .integer(1), "shared_login": .bool(false),
            ]
            #expect(rows.first == expected)
        }
    }

    @Test func `REP-02 · what never happened is not what cannot have happened`() async throws {
        try await Scene.with(Self.past) { scene in
            let rows = try await scene.rows(.credentials)
            let named = { (name: JSONValue) in rows.first { $0["name"] == name } }
            let lost = named("Lost Phone")
            #expect(lost?["two_step_state"] == "recovery_required")
            #expect(lost?["methods"] == .null && lost?["preferred"] == "N/A")
            #expect(lost?["last_method_use"] == "N/A")
            #expect(lost?["last_sign_in"] == "2025-07-05T00:00:00Z")
            #expect(lost?["sessions_active"] == .integer(0))
            #expect(lost?["shared_login"] == .bool(true))
            let waiting = named("Plain Waiting")
            #expect(waiting?["last_sign_in"] == "no_information")
            #expect(waiting?["last_method_use"] == "N/A")
            // A method whose code nobody has used since it is there.
            try await scene.owner.run(
                Statement<Void>("UPDATE two_step_method SET last_used_at = NULL")
            )
            let unused = try await scene.rows(.credentials).first
            #expect(unused?["last_method_use"] == "no_information")
        }
    }

    @Test func `REP-02 · everybody who is not removed is there, in the order of ids`() async throws
    {
        try await Scene.with(Self.past) { scene in
            let rows = try await scene.rows(.credentials)
            #expect(
                rows.map { $0["name"] } == [
                    "Primary", "Plain Waiting", "Admin Waiting", "Lost Phone", "Draft Refunds",
                    "Suspended",
                ]
            )
            let others = try await scene.rows(.credentials, of: Scene.other)
            #expect(others.map { $0["name"] } == ["Stranger Waiting"])
            #expect(try await scene.rows(.credentials, of: Scene.empty).isEmpty)
        }
    }

    @Test(arguments: [
        Statement<Int64>("SELECT count(*) FROM credentials_report"),
        Statement<Int64>("SELECT count(*) FROM missing_enrollment_report"),
    ])
    func `I9 · a view shows the account that is set, and nobody without one`(
        count: Statement<Int64>
    ) async throws {
        try await Scene.with { scene in
            // The owner here is a superuser, whom no policy binds: this is the view's own filter.
            for pool in [scene.reader, scene.owner] {
                #expect(try await pool.one(count) == 0)
                let settings = [
                    TransactionSetting("seller.account", Scene.other.uuid.uuidString)
                ]
                let own = try await pool.transaction(readOnly: true, settings: settings) {
                    (transaction) throws(PostgresError) in try await transaction.one(count)
                }
                #expect(own == 1)
            }
        }
    }
}
