-- Roles, made once per cluster: they belong to no database, so schema.sql cannot make them.
-- Can be run again at any time.

SET client_min_messages = warning;

DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT *
        FROM (VALUES
            -- Owns database, schema and tables; nobody signs in as it.
            ('seller_owner', 'NOLOGIN'),
            -- Owns the functions of the hot reads. Under forced row level security even a table's
            -- owner sees no row without an account, so this role is exempt from it, reads only the
            -- few tables it is granted, and cannot sign in.
            ('seller_gate', 'NOLOGIN BYPASSRLS'),
            -- The service: reads and writes inside one account at a time.
            ('seller_app', 'LOGIN'),
            -- Reports: reads only.
            ('seller_report', 'LOGIN'),
            -- Outbox, expiry and sealing, across accounts, by policies of its own.
            ('seller_worker', 'LOGIN'),
            -- What the program signs in as: it becomes one of the others by SET ROLE.
            ('seller', 'LOGIN')
        ) AS role (name, attributes)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            EXECUTE format('CREATE ROLE %I', wanted.name);
        END IF;
        -- NOINHERIT: membership lets a role become another, and gives it nothing before that.
        EXECUTE format('ALTER ROLE %I NOINHERIT %s', wanted.name, wanted.attributes);
    END LOOP;
END
$$;

GRANT seller_owner, seller_app, seller_report, seller_worker TO seller;

-- Migration runs as the owner and hands functions over to the two roles that they run as.
GRANT seller_gate, seller_worker TO seller_owner;
