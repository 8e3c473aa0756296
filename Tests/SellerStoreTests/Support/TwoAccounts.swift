import Postgres

/// Two accounts with a person each, enrolled and active, and a third person who has only a login.
enum TwoAccounts {
    static let first = "00000000-0000-0000-0000-0000000000a1"
    static let second = "00000000-0000-0000-0000-0000000000a2"

    static let script = PostgresScript(
        """
        BEGIN;
        INSERT INTO login (login_id, email, legal_name, password_hash, first_enrolled_at)
        SELECT
            ('00000000-0000-0000-0000-0000000000c' || n)::uuid, 'p' || n || '@example.com',
            'Person ' || n, 'x', CASE WHEN n < 3 THEN now() END
        FROM generate_series(1, 3) AS n;

        INSERT INTO two_step_method
            (method_id, login_id, kind, state, name, secret_sealed, preferred, activated_at)
        SELECT
            ('00000000-0000-0000-0000-0000000000e' || n)::uuid,
            ('00000000-0000-0000-0000-0000000000c' || n)::uuid,
            'authenticator_app', 'active', 'App', 'x', true, now()
        FROM generate_series(1, 2) AS n;

        INSERT INTO sign_in_attempt
            (attempt_id, login_id, token_digest, state, entry_point, context, expires_at)
        SELECT
            ('00000000-0000-0000-0000-0000000000f' || n)::uuid,
            ('00000000-0000-0000-0000-0000000000c' || n)::uuid,
            ('f' || n)::bytea, 'code_required', 'api', 'selling', now() + interval '10 minutes'
        FROM generate_series(1, 2) AS n;

        INSERT INTO seller_account (account_id, name)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', 'Lamps'),
            ('00000000-0000-0000-0000-0000000000a2', 'Chairs');

        INSERT INTO seller_user (account_id, user_id, login_id, kind, state, enrolled)
        SELECT
            ('00000000-0000-0000-0000-0000000000a' || n)::uuid,
            ('00000000-0000-0000-0000-0000000000b' || n)::uuid,
            ('00000000-0000-0000-0000-0000000000c' || n)::uuid,
            'secondary', 'active', true
        FROM generate_series(1, 2) AS n;

        UPDATE seller_account
        SET state = 'open', primary_user_id = replace(account_id::text, 'a', 'b')::uuid;

        INSERT INTO permission_grant (account_id, user_id, tool_id, tool_max, level, scope)
        SELECT account_id, user_id, 'orders', 'edit', 'view', 'global'
        FROM seller_user;

        INSERT INTO invitation
            (account_id, invitation_id, email, name, kind, token_digest, invited_by, expires_at)
        SELECT
            account_id, replace(account_id::text, 'a', 'd')::uuid, 'new@example.com', 'New',
            'secondary', account_id::text::bytea, user_id, now() + interval '14 days'
        FROM seller_user;

        INSERT INTO finding (account_id, finding_id, user_id, kind, level, declared_by)
        SELECT
            account_id, replace(account_id::text, 'a', '9')::uuid, user_id, 'declared',
            'confirmed', user_id
        FROM seller_user;

        INSERT INTO audit_entry (audit_id, account_id, actor_kind, action, outcome)
        SELECT gen_random_uuid(), account_id, 'system', 'test', 'done'
        FROM seller_account;
        COMMIT;
        """
    )
}
