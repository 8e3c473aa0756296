import Postgres

/// Two accounts: in `a1` a primary who is enrolled and people who are not; in `a2` one stranger.
enum People {
    static let script = PostgresScript(
        """
        BEGIN;
        INSERT INTO seller_account (account_id, name, state, primary_user_id)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', 'Shop', 'open',
                '00000000-0000-0000-0000-0000000000b1'),
            ('00000000-0000-0000-0000-0000000000a2', 'Other', 'opening', NULL);

        INSERT INTO login (login_id, email, legal_name, password_hash, first_enrolled_at)
        SELECT
            ('00000000-0000-0000-0000-0000000000c' || n)::uuid, 'p' || n || '@example.com', name,
            'x', CASE WHEN once THEN now() END
        FROM (VALUES
            (1, 'Primary', true), (2, 'Plain Waiting', false), (3, 'Admin Waiting', false),
            (4, 'Lost Phone', true), (5, 'Draft Refunds', false), (6, 'Suspended', false),
            (7, 'Stranger Waiting', false)
        ) AS person (n, name, once);

        INSERT INTO two_step_method
            (method_id, login_id, kind, state, name, secret_sealed, activated_at)
        VALUES
            (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c1', 'authenticator_app',
                'active', 'App', 'x', now()),
            (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c4', 'authenticator_app',
                'disabled', 'App', 'x', now());

        INSERT INTO seller_user (account_id, user_id, login_id, kind, state, enrolled)
        SELECT
            ('00000000-0000-0000-0000-0000000000a' || a)::uuid,
            ('00000000-0000-0000-0000-0000000000b' || n)::uuid,
            ('00000000-0000-0000-0000-0000000000c' || n)::uuid,
            'secondary', state::user_state, n = 1
        FROM (VALUES
            (1, 1, 'active'), (1, 2, 'pending'), (1, 3, 'pending'), (1, 4, 'active'),
            (1, 5, 'pending'), (1, 6, 'suspended'), (2, 7, 'pending')
        ) AS member (a, n, state);

        INSERT INTO permission_grant
            (account_id, user_id, tool_id, tool_max, level, scope)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b3',
                'user-permissions', 'admin', 'admin', 'global'),
            ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b4',
                'orders', 'edit', 'edit', 'de');

        INSERT INTO invitation
            (account_id, invitation_id, email, name, kind, token_digest, invited_by, expires_at,
            accepted_at, made_login_id, user_id)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000d5',
                'p5@example.com', 'Draft Refunds', 'secondary', 'd5',
                '00000000-0000-0000-0000-0000000000b1', now() + interval '1 day', now(),
                '00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-0000000000b5');

        INSERT INTO invitation_grant
            (account_id, invitation_id, tool_id, tool_max, level, scope)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000d5',
                'refunds', 'admin', 'edit', 'global');

        INSERT INTO finding
            (account_id, finding_id, user_id, kind, level, declared_by, closed_at)
        VALUES
            ('00000000-0000-0000-0000-0000000000a1', gen_random_uuid(),
                '00000000-0000-0000-0000-0000000000b4', 'declared', 'confirmed',
                '00000000-0000-0000-0000-0000000000b1', NULL),
            ('00000000-0000-0000-0000-0000000000a1', gen_random_uuid(),
                '00000000-0000-0000-0000-0000000000b2', 'declared', 'dismissed',
                '00000000-0000-0000-0000-0000000000b1', now());
        COMMIT;
        """
    )
}
