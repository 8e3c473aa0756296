import Postgres

/// A row in each table that `TwoAccounts` leaves empty.
enum EveryTable {
    static let script = PostgresScript(
        """
        BEGIN;
        UPDATE two_step_method SET last_step = 5;

        INSERT INTO device (device_id, login_id, token_digest, first_seen_at, last_seen_at)
        VALUES (
            '00000000-0000-0000-0000-000000000081', '00000000-0000-0000-0000-0000000000c1', 'dev',
            now(), now()
        );

        INSERT INTO session
            (session_id, login_id, token_digest, attempt_id, method_id, device_id, expires_at,
                idle_seconds)
        VALUES (
            '00000000-0000-0000-0000-000000000071', '00000000-0000-0000-0000-0000000000c1', 'sst',
            '00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000e1',
            '00000000-0000-0000-0000-000000000081', now() + interval '12 hours', 1800
        );

        -- One attempt opens one session; this one waits.
        INSERT INTO sign_in_attempt
            (attempt_id, login_id, token_digest, state, entry_point, context, expires_at)
        VALUES (
            '00000000-0000-0000-0000-000000000031', '00000000-0000-0000-0000-0000000000c1',
            'spare', 'code_required', 'api', 'selling', now() + interval '10 minutes'
        );

        INSERT INTO step_up
            (step_up_id, token_digest, session_id, login_id, operation, expires_at)
        VALUES (
            '00000000-0000-0000-0000-000000000061', 'sup', '00000000-0000-0000-0000-000000000071',
            '00000000-0000-0000-0000-0000000000c1', 'test', now() + interval '5 minutes'
        );

        INSERT INTO mailbox_link
            (mailbox_link_id, login_id, asked_by_attempt, token_digest, expires_at)
        VALUES (
            '00000000-0000-0000-0000-000000000051', '00000000-0000-0000-0000-0000000000c1',
            '00000000-0000-0000-0000-0000000000f1', 'mbt', now() + interval '1 hour'
        );

        INSERT INTO invitation_grant (account_id, invitation_id, tool_id, tool_max, level, scope)
        SELECT account_id, invitation_id, 'orders', 'edit', 'view', 'global'
        FROM invitation;

        INSERT INTO outbox_message (message_id, recipient, template, subject, body_sealed)
        VALUES (
            '00000000-0000-0000-0000-000000000041', 'p1@example.com', 'test', 'Test', 'sealed'
        );

        INSERT INTO idempotency_record
            (caller, operation, key_digest, body_digest, status, response)
        VALUES ('test', 'test', 'key', 'body', 201, '{"id": "x"}');

        INSERT INTO service (service_id, name, token_digest)
        VALUES ('00000000-0000-0000-0000-000000000021', 'Orders', 'svc');
        INSERT INTO budget (kind, subject, window_start, used)
        VALUES ('test', 'subject', '2000-01-01 00:00Z', 1);
        COMMIT;
        """
    )
}
