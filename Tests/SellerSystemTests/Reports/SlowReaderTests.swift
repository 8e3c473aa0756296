import Foundation
import Postgres
import SellerModel
import Testing

extension System {
    @Suite struct `A long report and a reader who takes their time` {
        /// With names of 600 letters some 70 MB: twice what the server may grow by.
        private static let people: Int64 = 100_000
        /// Bytes. Source: the bar of the report of a million users.
        private static let growth = 32 * 1_024 * 1_024

        /// Adds people to the account who are not enrolled. They have no history: nothing here reads
        /// it, and it would take most of the time.
        private func addPeople(_ people: Int64, to scene: KillScene) async throws {
            let account = try #require(ID<Account>(scene.account))
            let settings = [TransactionSetting("session_replication_role", "replica")]
            let statement = Statement<Void>(
                """
                WITH new AS (
                    INSERT INTO login (login_id, email, legal_name, password_hash)
                    SELECT gen_random_uuid(), 'p' || n || '@lamps.example', repeat('n', 600), 'x'
                    FROM generate_series(1, \(people)) AS n
                    RETURNING login_id
                )
                INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
                SELECT \(account.uuid), gen_random_uuid(), new.login_id, 'secondary', 'pending'
                FROM new
                """
            )
            try await scene.fixture.pool.transaction(settings: settings) {
                (tx) throws(PostgresError) in try await tx.run(statement)
            }
        }

        /// Waits until the database cannot hand on any more of the report, because nobody takes it.
        private func databaseStands(_ scene: KillScene) async throws {
            let standing = Statement<Int64>(
                """
                SELECT count(*)
                FROM pg_stat_activity
                WHERE datname = current_database()
                  AND application_name = 'seller-accounts reports'
                  AND wait_event = 'ClientWrite'
                """
            )
            let start = ContinuousClock.now
            while try await scene.fixture.pool.one(standing) == 0 {
                try #require(start.duration(to: .now) < .seconds(30), "the server takes it all")
                await Task.yield()
            }
        }

        /// The most memory that a process has held.
        private func peakMemory(of process: Int32) throws -> Int {
            let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            let line = try #require(status.firstMatch(of: /VmHWM:\s+([0-9]+) kB/))
            return try #require(Int(line.1)) * 1_024
        }

        @Test func `P6 · gets it whole, while the database waits and the server's memory stands`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                try await addPeople(Self.people, to: scene)
                let path = "/v1/accounts/\(scene.account)/reports/credentials?format=csv"
                let before = try peakMemory(of: fixture.servers[0].processID)
                let report = try ReportInTransit(fixture.client, path, token: scene.ada.session)
                try await report.take(1_024, size: 1_024)
                #expect(report.head.hasPrefix("HTTP/1.1 200 "), "\(report.head)")
                for _ in 1...3 {
                    try await databaseStands(scene)
                    try await report.take(10_000_000, size: 1_000)
                }
                try await databaseStands(scene)
                try await report.take(.max, size: 65_536)
                let body = report.body
                #expect(body.isWhole && body.bytes.count > 2 * Self.growth)
                // And Ada. A CSV has a line of headings, and no cell here has two lines.
                let rows = Int(Self.people) + 1
                #expect(body.bytes.count { $0 == UInt8(ascii: "\n") } == rows + 1)
                #expect(body.trailer["report-rows"] == String(rows))
                #expect(body.trailer["report-sha256"] == body.sha256)
                let after = try peakMemory(of: fixture.servers[0].processID)
                #expect(after - before < Self.growth, "from \(before) to \(after)")
            }
        }

        @Test func `REP-05 · sees that it is cut, when the server ends in the middle of it`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                // More than all buffers on the way hold, which are some two megabytes.
                try await addPeople(10_000, to: scene)
                for format in ["csv", "json", "ndjson"] {
                    let path =
                        "/v1/accounts/\(scene.account)/reports/missing-enrollment?format=\(format)"
                    let report = try ReportInTransit(fixture.client, path, token: scene.ada.session)
                    try await report.take(1_000_000, size: 65_536)
                    #expect(report.head.hasPrefix("HTTP/1.1 200 "), "\(report.head)")
                    await fixture.servers[0].killHard()
                    try? await report.take(.max, size: 65_536)
                    let body = report.body
                    #expect(body.bytes.count > 900_000)
                    #expect(!body.isWhole && body.trailer.isEmpty, "\(format)")
                    try await fixture.servers[0].startAgain()
                }
            }
        }
    }
}
