package import Postgres

extension SchemaMigration {
    /// Which schema stands in the database; it changes nothing.
    ///
    /// Any of our roles may ask.
    package static func status(
        _ pool: PostgresPool
    ) async throws(PostgresError) -> SchemaStatus {
        // A statement that names a missing table could not even be prepared: look first.
        guard try await pool.one(.isPresent) else { return .empty }
        return SchemaStatus(version: try await pool.one(.newestVersion).map(Int.init))
    }

    /// Applies the schema to an empty database, in one transaction.
    ///
    /// The configuration's role must be able to own the schema (`seller_owner`). Returns what was
    /// there before: after `empty` the database is current, everything else was left untouched.
    package static func migrate(
        _ pool: PostgresPool,
        configuration: PostgresConfiguration
    ) async throws(PostgresError) -> SchemaStatus {
        let before = try await status(pool)
        guard before == .empty else { return before }

        let connection = try await PostgresConnection.connect(configuration)
        do throws(PostgresError) {
            try await connection.execute(script: lockedScript)
        } catch {
            await connection.close()
            // Another process was first. Its schema counts, whatever version that is.
            guard error.sqlState == duplicateTable else { throw error }
            return try await status(pool)
        }
        await connection.close()
        return .empty
    }

    /// SQLSTATE `duplicate_table`. Source: PostgreSQL 15, appendix A.
    private static let duplicateTable = "42P07"
}

extension Statement where Row == Bool {
    /// Whether the first schema of the path holds ours.
    fileprivate static var isPresent: Self {
        Self(
            """
            SELECT EXISTS (
                SELECT 1
                FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relname = 'schema_version'
                  AND n.nspname = current_schema()
            )
            """
        )
    }
}

extension Statement where Row == Int32? {
    /// The newest version that was applied; nil if the table is empty.
    fileprivate static var newestVersion: Self {
        Self("SELECT max(version) FROM schema_version")
    }
}
