import FoundationEssentials
import Logging
import Postgres
import PostgresTesting
import SellerModel
import SellerReports
import SellerStore

/// A schema of its own with people in it, and the reports over it.
struct Scene: Sendable {
    let reports: SellerReports
    /// The owner of the schema.
    let owner: PostgresPool
    /// The role that reports are read by.
    let reader: PostgresPool

    static let account = ID<Account>(UUID(uuid: bytes(0xA1)))
    static let other = ID<Account>(UUID(uuid: bytes(0xA2)))
    /// Nobody's.
    static let empty = ID<Account>(UUID(uuid: bytes(0xA3)))

    private static func bytes(_ last: UInt8) -> uuid_t {
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last)
    }

    /// Runs `body` over the accounts of `People` and what `scripts` add.
    static func with(
        _ scripts: PostgresScript...,
        role: String = "seller_report",
        longest: Duration = .seconds(60),
        _ body: (Scene) async throws -> Void
    ) async throws {
        try await TestSchema.withSchema(setup: SchemaMigration.script) { configuration in
            let connection = try await PostgresConnection.connect(configuration)
            for script in [People.script] + scripts {
                try await connection.execute(script: script)
            }
            await connection.close()
            var reading = configuration
            reading.role = role
            let logger = Logger(label: "test")
            let reader = PostgresPool(configuration: reading, logger: logger)
            let owner = PostgresPool(configuration: configuration, logger: logger)
            let reports = SellerReports(pool: reader, longest: longest)
            let scene = Scene(reports: reports, owner: owner, reader: reader)
            try await body(scene)
            await reader.close()
            await owner.close()
        }
    }

    /// The rows of a report as NDJSON has them, each an object.
    func rows(_ report: ReportName, of account: ID<Account> = account) async throws -> [JSONValue] {
        let written = Collected()
        let manifest = try await reports.write(report, of: account, as: .ndjson) {
            await written.take($0)
        }
        var reader = ReportReader()
        let rows = try reader.take(await written.bytes)
        guard try reader.finish() == manifest else { throw ReportFault.altered }
        return rows
    }
}
