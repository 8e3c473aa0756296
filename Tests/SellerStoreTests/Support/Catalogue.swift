import Postgres

/// What the server knows of the schema of a test: nobody can forget to list it.
enum Catalogue {
    /// The named rules: checks, references and what is unique. Not primary keys, which
    /// `everyRowTwice` breaks, nor what contains one and is there for references to point at.
    static let rules = Statement<String>(
        """
        SELECT rule.conname::text
        FROM pg_constraint AS rule
        LEFT JOIN pg_constraint AS key
            ON key.conrelid = rule.conrelid AND key.contype = 'p'
        WHERE rule.connamespace = current_schema()::regnamespace
          AND rule.contype IN ('c', 'f', 'u', 'x')
          AND NOT (rule.contype = 'u' AND rule.conkey @> key.conkey)
        UNION ALL
        SELECT c.relname::text
        FROM pg_index AS i
        JOIN pg_class AS c ON c.oid = i.indexrelid
        WHERE c.relnamespace = current_schema()::regnamespace
          AND i.indisunique
          AND NOT EXISTS (
              SELECT 1
              FROM pg_constraint AS rule
              WHERE rule.conindid = i.indexrelid
          )
        """
    )

    /// The triggers that the schema makes.
    static let triggers = Statement<String>(
        """
        SELECT t.tgname::text
        FROM pg_trigger AS t
        JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE c.relnamespace = current_schema()::regnamespace
          AND NOT t.tgisinternal
        """
    )

    /// The tables with rows of accounts, each with whether its rows are kept apart, by the owner too.
    static let accountTables = Statement<AccountTable>(
        """
        SELECT c.relname::text, c.relrowsecurity AND c.relforcerowsecurity
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'account_id'
        WHERE c.relnamespace = current_schema()::regnamespace
          AND c.relkind IN ('r', 'p')
        """,
        AccountTable.init
    )

    /// Each right of somebody who is not the owner, as `seller_app SELECT login` or
    /// `seller_report SELECT login.email`; and whose rights a function has.
    static let rights = Statement<String>(
        """
        WITH given AS (
            SELECT a.grantee, a.privilege_type, c.relname::text AS thing
            FROM pg_class AS c
            CROSS JOIN aclexplode(c.relacl) AS a
            WHERE c.relnamespace = current_schema()::regnamespace
              AND a.grantee <> c.relowner
            UNION ALL
            SELECT a.grantee, a.privilege_type, c.relname || '.' || t.attname
            FROM pg_class AS c
            JOIN pg_attribute AS t ON t.attrelid = c.oid
            CROSS JOIN aclexplode(t.attacl) AS a
            WHERE c.relnamespace = current_schema()::regnamespace
              AND a.grantee <> c.relowner
            UNION ALL
            SELECT a.grantee, a.privilege_type, p.proname::text
            FROM pg_proc AS p
            CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
            WHERE p.pronamespace = current_schema()::regnamespace
              AND a.grantee <> p.proowner
            UNION ALL
            SELECT p.proowner, 'OWN', p.proname::text
            FROM pg_proc AS p
            WHERE p.pronamespace = current_schema()::regnamespace
              AND p.prosecdef
        )
        SELECT concat_ws(' ', coalesce(r.rolname, 'PUBLIC'), g.privilege_type, g.thing)
        FROM given AS g
        LEFT JOIN pg_roles AS r ON r.oid = g.grantee
        """
    )

    /// Inserts a row of each table again, and fails when one is taken or there is none to insert.
    static let everyRowTwice: SQL = """
        DO $$
        DECLARE
            key record;
            broken text;
        BEGIN
            FOR key IN
                SELECT c.relname, k.conname
                FROM pg_class AS c
                LEFT JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p'
                WHERE c.relnamespace = current_schema()::regnamespace
                  AND c.relkind IN ('r', 'p')
            LOOP
                BEGIN
                    EXECUTE format('INSERT INTO %1$I SELECT * FROM %1$I LIMIT 1', key.relname);
                    RAISE EXCEPTION '% takes a row twice, or has none', key.relname;
                EXCEPTION WHEN unique_violation THEN
                    GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
                    IF broken IS DISTINCT FROM key.conname THEN
                        RAISE EXCEPTION '% refused by %', key.relname, broken;
                    END IF;
                END;
            END LOOP;
        END
        $$
        """
}

/// A table with rows of accounts.
struct AccountTable: Sendable {
    let name: String
    let isKeptApart: Bool
}
