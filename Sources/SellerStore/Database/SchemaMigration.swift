package import Postgres

/// The schema inside the program, and its way into a database.
package enum SchemaMigration {
    /// The version that `schema.sql` ends with.
    package static let version = 1

    /// `schema.sql` as it was compiled in: into the empty schema that stands first in the path.
    ///
    /// Tests set up their schemas with it.
    package static var script: PostgresScript {
        PostgresScript(trusted: PackageResources.schema_sql)
    }

    /// The same as one transaction, one process after the other.
    static var lockedScript: PostgresScript {
        // Whoever comes second finds the tables there and is refused (42P07), which `migrate`
        // understands. A DO block, because a script reads no rows.
        let begin = """
            BEGIN;
            DO $$
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtextextended('seller-accounts schema', 0));
            END
            $$;

            """
        let commit = "\nCOMMIT;\n"
        return PostgresScript(
            trusted: Array(begin.utf8) + PackageResources.schema_sql + Array(commit.utf8)
        )
    }
}
