import FoundationEssentials
import Logging
import Postgres
import PostgresTesting
import SellerModel
import SellerReports
import SellerStore
import Testing

@Suite struct `Who is not enrolled` {
    private static let account = ID<Account>(UUID(uuid: bytes(0xA1)))
    private static let other = ID<Account>(UUID(uuid: bytes(0xA2)))

    private static func bytes(_ last: UInt8) -> uuid_t {
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last)
    }

    /// Runs `body` with reports over the accounts of `people`.
    private func withPeople(
        role: String = "seller_report",
        _ body: (SellerReports) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(setup: SchemaMigration.script) { configuration in
            let connection = try await PostgresConnection.connect(configuration)
            try await connection.execute(script: People.script)
            await connection.close()
            var reader = configuration
            reader.role = role
            let pool = PostgresPool(configuration: reader, logger: Logger(label: "test"))
            try await body(SellerReports(pool: pool))
            await pool.close()
        }
    }

    private func items(
        _ reports: SellerReports,
        of account: ID<Account>
    ) async throws -> [JSONValue] {
        let written = Collected()
        let manifest = try await reports.missingEnrollment(account: account, format: .ndjson) {
            await written.take($0)
        }
        let lines = try await written.lines.map { try JSONParser.parse($0.utf8) }
        #expect(manifest.rows == lines.count - 1)
        return Array(lines.dropLast())
    }

    @Test func `SEED-07 · everybody without an active method is listed, admins first`()
        async throws
    {
        try await withPeople { reports in
            let rows = try await items(reports, of: Self.account)
            #expect(
                rows.map { $0["name"] } == [
                    "Admin Waiting", "Draft Refunds", "Lost Phone", "Plain Waiting",
                ]
            )
            #expect(
                rows.map { $0["is_admin"] } == [.bool(true)]
                    + .init(repeating: .bool(false), count: 3)
            )
            #expect(
                rows.map { $0["two_step_state"] } == [
                    "not_enrolled", "not_enrolled", "recovery_required", "not_enrolled",
                ]
            )
            #expect(
                rows.map { $0["grants"] } == [.integer(1), .integer(1), .integer(1), .integer(0)]
            )
        }
    }

    @Test func `SEED-55 · an open shared-login finding shows on its user's row only`()
        async throws
    {
        try await withPeople { reports in
            let rows = try await items(reports, of: Self.account)
            let flagged = rows.filter { $0["shared_login"] == .bool(true) }
            #expect(flagged.map { $0["name"] } == ["Lost Phone"])
        }
    }

    @Test func `I9 · another account's people are not in the report`() async throws {
        try await withPeople { reports in
            let rows = try await items(reports, of: Self.other)
            #expect(rows.map { $0["name"] } == ["Stranger Waiting"])
        }
    }

    @Test func `An account where all are enrolled gives a header and no line`() async throws {
        try await withPeople { reports in
            let written = Collected()
            let nobody = ID<Account>(UUID(uuid: Self.bytes(0xA3)))
            let manifest = try await reports.missingEnrollment(account: nobody, format: .csv) {
                await written.take($0)
            }
            #expect(manifest.rows == 0)
            let header = SellerReports.missingEnrollmentColumns.joined(separator: ",")
            #expect(await written.text == header + "\r\n")
        }
    }

    @Test func `REP-05 · nothing is written while the database is away, and that is the failure`()
        async throws
    {
        try await withPeople(role: "seller_report_is_gone") { reports in
            let written = Collected()
            let failure = await #expect(throws: ReportFailure.self) {
                try await reports.missingEnrollment(account: Self.account, format: .csv) {
                    await written.take($0)
                }
            }
            guard case .database(let error)? = failure else {
                Issue.record("another failure: \(String(describing: failure))")
                return
            }
            #expect(error.code == .unavailable)
            #expect(await written.pieces.isEmpty)
        }
    }

    @Test func `a taker that takes no more ends the report, and its connection is free again`()
        async throws
    {
        struct Full: Error {}
        try await withPeople { reports in
            // More often than the pool has connections.
            for _ in 1...6 {
                let failure = await #expect(throws: ReportFailure.self) {
                    try await reports.missingEnrollment(account: Self.account, format: .csv) { _ in
                        throw Full()
                    }
                }
                guard case .taker(let error)? = failure else {
                    Issue.record("another failure: \(String(describing: failure))")
                    return
                }
                #expect(error is Full)
            }
        }
    }
}
