import Postgres
import PostgresTesting
import SellerStore
import Testing

@Suite struct `Migrating` {
    /// The owner's role makes the tables, so the schema has to be its own.
    private static let ownedByOwner = PostgresScript(
        """
        DO $$
        BEGIN
            EXECUTE format('ALTER SCHEMA %I OWNER TO seller_owner', current_schema());
        END
        $$;
        """
    )

    private func withEmptySchema(
        _ body: @Sendable (PostgresPool, PostgresConfiguration) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(setup: Self.ownedByOwner) { configuration in
            var configuration = configuration
            configuration.role = "seller_owner"
            let pool = PostgresPool(configuration: configuration, logger: Store.silent)
            do {
                try await body(pool, configuration)
            } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    @Test func `an empty database becomes current, and a second time changes nothing`()
        async throws
    {
        try await withEmptySchema { pool, configuration in
            let found1 = try await SchemaMigration.status(pool)
            #expect(found1 == .empty)
            let before = try await SchemaMigration.migrate(pool, configuration: configuration)
            #expect(before == .empty)
            let found2 = try await SchemaMigration.status(pool)
            #expect(found2 == .current)
            let again = try await SchemaMigration.migrate(pool, configuration: configuration)
            #expect(again == .current)
        }
    }

    @Test func `two processes that start together apply the schema once`() async throws {
        try await withEmptySchema { pool, configuration in
            async let one = SchemaMigration.migrate(pool, configuration: configuration)
            async let other = SchemaMigration.migrate(pool, configuration: configuration)
            let both = try await [one, other]
            #expect(both.contains(.empty))
            let found3 = try await SchemaMigration.status(pool)
            #expect(found3 == .current)
            let rows = try await pool.count("SELECT count(*) FROM schema_version")
            #expect(rows == 1)
        }
    }

    @Test func `a database of a later program is recognized and left alone`() async throws {
        try await withEmptySchema { pool, configuration in
            _ = try await SchemaMigration.migrate(pool, configuration: configuration)
            try await pool.run(Statement<Void>("INSERT INTO schema_version VALUES (7)"))
            let found4 = try await SchemaMigration.status(pool)
            #expect(found4 == .newer(7))
            let before = try await SchemaMigration.migrate(pool, configuration: configuration)
            #expect(before == .newer(7))
        }
    }

    @Test(
        arguments: [
            (nil, SchemaStatus.empty),
            (SchemaMigration.version, .current),
            (SchemaMigration.version - 1, .older(SchemaMigration.version - 1)),
            (SchemaMigration.version + 1, .newer(SchemaMigration.version + 1)),
        ] as [(Int?, SchemaStatus)]
    )
    func `a version says how the database stands`(version: Int?, status: SchemaStatus) {
        #expect(SchemaStatus(version: version) == status)
    }
}
