-- The fixture of scripts/bench: one account of 1,000,000 users and 10,000 accounts of 100 each, five
-- grants a user, 200 tools, a quarter not enrolled, 200,000 sessions, 2,000,000 audit entries.
--
-- It goes into an empty schema.sql, as a superuser. Needs the variables `password_hash` and the table
-- `sealed` (login number, sealed secret) that scripts/lib/bench/fixture.sh loads. Numbers are in the
-- last twelve digits of every id, so that a load script can make the ids by itself.

\set ON_ERROR_STOP on
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';

CREATE FUNCTION numbered(kind integer, n bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (lpad(kind::text, 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

-- The catalogue, to 200 tools.
INSERT INTO tool_section (section_id, name, position) VALUES ('bench', 'Bench', 99);

INSERT INTO tool (tool_id, section_id, name, max_level, position)
SELECT 'tool-' || n, 'bench', 'Tool ' || n, 'admin', n
FROM generate_series(1, 200 - (SELECT count(*) FROM tool)) AS n;

INSERT INTO tool_action (tool_id, action, level)
SELECT t.tool_id, l.level::text, l.level
FROM tool AS t
CROSS JOIN unnest(ARRAY['view', 'edit', 'admin']::permission_level[]) AS l (level)
WHERE t.section_id = 'bench';

-- Every fourth login is not enrolled.
INSERT INTO login (login_id, email, legal_name, password_hash, first_enrolled_at)
SELECT
    numbered(3, n), 'user' || n || '@bench.example', 'User ' || n, :'password_hash',
    CASE WHEN n % 4 <> 0 THEN now() - interval '30 days' END
FROM generate_series(1, 2000000) AS n;

INSERT INTO two_step_history (login_id, state, valid_from)
SELECT
    numbered(3, n),
    (CASE WHEN n % 4 <> 0 THEN 'enrolled' ELSE 'not_enrolled' END)::two_step_state,
    now() - interval '30 days'
FROM generate_series(1, 2000000) AS n;

INSERT INTO two_step_method (
    method_id, login_id, kind, state, name, secret_sealed, preferred, activated_at
)
SELECT
    numbered(4, n), numbered(3, n), 'authenticator_app', 'active', 'App',
    coalesce(s.secret, '\x00'), true, now() - interval '30 days'
FROM generate_series(1, 2000000) AS n
LEFT JOIN sealed AS s ON s.login = n
WHERE n % 4 <> 0
ORDER BY n;

INSERT INTO seller_account (account_id, name, state, primary_user_id, user_limit)
SELECT numbered(1, n), 'Account ' || n, 'open'::account_state, numbered(2, (n - 1) * 100 + 1), 200
FROM generate_series(1, 10000) AS n
UNION ALL
SELECT numbered(1, 10001), 'The large one', 'open', numbered(2, 1000001), 1000000;

INSERT INTO seller_user (
    account_id, user_id, login_id, kind, state, enrolled, created_at, activated_at
)
SELECT
    numbered(1, least((n - 1) / 100 + 1, 10001)), numbered(2, n), numbered(3, n), 'secondary',
    (CASE WHEN n % 4 <> 0 THEN 'active' ELSE 'pending' END)::user_state, n % 4 <> 0,
    now() - interval '30 days', CASE WHEN n % 4 <> 0 THEN now() - interval '30 days' END
FROM generate_series(1, 2000000) AS n;

INSERT INTO user_state_history (account_id, user_id, state, valid_from)
SELECT u.account_id, u.user_id, u.state, u.created_at
FROM seller_user AS u
ORDER BY u.account_id, u.user_id;

-- 41 and 200 share no factor: five different tools for each user.
INSERT INTO permission_grant (account_id, user_id, tool_id, tool_max, level, scope)
SELECT
    numbered(1, least((n - 1) / 100 + 1, 10001)), numbered(2, n), t.tool_id, t.max_level,
    least('edit', t.max_level), 'global'
FROM generate_series(1, 2000000) AS n
CROSS JOIN generate_series(0, 4) AS k
JOIN (
    SELECT tool_id, max_level, row_number() OVER (ORDER BY tool_id) - 1 AS number
    FROM tool
) AS t ON t.number = (n * 37 + k * 41) % 200;

-- The first 200,000 enrolled logins are signed in; the secret of session i is the SHA-256 of its text.
INSERT INTO sign_in_attempt (
    attempt_id, login_id, token_digest, state, entry_point, context, expires_at, ended_at
)
SELECT
    numbered(5, i), numbered(3, i + (i - 1) / 3), sha256(('attempt ' || i)::bytea), 'signed_in',
    'api', 'selling', now() + interval '1 year', now()
FROM generate_series(1, 200000) AS i;

INSERT INTO session (
    session_id, login_id, token_digest, attempt_id, method_id, expires_at, idle_seconds
)
SELECT
    numbered(6, i), numbered(3, i + (i - 1) / 3),
    sha256('sst'::bytea || sha256(('session ' || i)::bytea)), numbered(5, i),
    numbered(4, i + (i - 1) / 3), now() + interval '1 year', 30000000
FROM generate_series(1, 200000) AS i;

-- Each of the logins that sign in did so before, with one device; its secret is made as a session's.
INSERT INTO device (device_id, login_id, token_digest, first_seen_at, last_seen_at)
SELECT
    numbered(7, login), numbered(3, login),
    sha256('dev'::bytea || sha256(('device ' || login)::bytea)), now(), now()
FROM sealed;

-- The primary user of the large account, who reads its reports.
INSERT INTO sign_in_attempt (
    attempt_id, login_id, token_digest, state, entry_point, context, expires_at, ended_at
)
VALUES (
    numbered(5, 900001), numbered(3, 1000001), sha256('attempt large'::bytea), 'signed_in', 'api',
    'selling', now() + interval '1 year', now()
);

INSERT INTO session (
    session_id, login_id, token_digest, attempt_id, method_id, expires_at, idle_seconds
)
VALUES (
    numbered(6, 900001), numbered(3, 1000001), sha256('sst'::bytea || sha256('session large'::bytea)),
    numbered(5, 900001), numbered(4, 1000001), now() + interval '1 year', 30000000
);

INSERT INTO service (service_id, name, token_digest)
VALUES (numbered(7, 1), 'Bench', sha256('svc'::bytea || sha256('service'::bytea)));

-- Which stand for the sign-ins of a past month.
INSERT INTO audit_entry (
    audit_id, at, login_id, actor_kind, actor_login, action, outcome, target_kind, target_id
)
SELECT
    numbered(8, n), now() - n * interval '1 second', numbered(3, n), 'login', numbered(3, n),
    'sign_in.code', 'done', 'session', 'ses_' || n
FROM generate_series(1, 2000000) AS n;

-- The anchors: what PostgreSQL does by itself at the least.
CREATE TABLE anchor_user (
    account_id integer NOT NULL,
    user_id integer NOT NULL,
    perms bit(200) NOT NULL,
    email text NOT NULL,
    enrolled_at timestamptz,
    PRIMARY KEY (account_id, user_id)
);

INSERT INTO anchor_user (account_id, user_id, perms, email, enrolled_at)
SELECT
    (n - 1) / 100 + 1, n, repeat('01', 100)::bit(200), 'user' || n || '@bench.example',
    CASE WHEN n % 4 <> 0 THEN now() END
FROM generate_series(1, 1000000) AS n;

CREATE TABLE anchor_audit (
    account_id integer NOT NULL,
    user_id integer NOT NULL,
    who integer NOT NULL,
    tool integer NOT NULL,
    old integer NOT NULL,
    new integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

VACUUM (ANALYZE);
CHECKPOINT;
