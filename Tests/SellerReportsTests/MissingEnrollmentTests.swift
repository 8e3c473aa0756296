import Postgres
import SellerModel
import SellerReports
import Testing

@Suite struct `Who is not enrolled` {
    @Test func `SEED-07 · everybody without an active method is listed, admins first`()
        async throws
    {
        try await Scene.with { scene in
            let rows = try await scene.rows(.missingEnrollment)
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
        try await Scene.with { scene in
            let rows = try await scene.rows(.missingEnrollment)
            let flagged = rows.filter { $0["shared_login"] == .bool(true) }
            #expect(flagged.map { $0["name"] } == ["Lost Phone"])
        }
    }

    @Test func `I9 · another account's people are not in the report`() async throws {
        try await Scene.with { scene in
            let rows = try await scene.rows(.missingEnrollment, of: Scene.other)
            #expect(rows.map { $0["name"] } == ["Stranger Waiting"])
        }
    }

    @Test func `An account where all are enrolled gives a header and no line`() async throws {
        try await Scene.with { scene in
            let written = Collected()
            let manifest = try await scene.reports.write(
                .missingEnrollment,
                of: Scene.empty,
                as: .csv
            ) {
                await written.take($0)
            }
            #expect(manifest.rows == 0)
            let header = ReportName.missingEnrollment.columns.joined(separator: ",")
            #expect(await written.text == header + "\r\n")
        }
    }

    @Test func `REP-05 · nothing is written while the database is away, and that is the failure`()
        async throws
    {
        try await Scene.with(role: "seller_report_is_gone") { scene in
            let written = Collected()
            let failure = await #expect(throws: ReportFailure.self) {
                try await scene.reports.write(.missingEnrollment, of: Scene.account, as: .csv) {
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
        try await Scene.with { scene in
            // More often than the pool has connections.
            for _ in 1...6 {
                let failure = await #expect(throws: ReportFailure.self) {
                    try await scene.reports.write(.missingEnrollment, of: Scene.account, as: .csv) {
                        _ in
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

    @Test(arguments: ReportFormat.allCases)
    func `a taker who takes too long ends the report in the middle`(
        format: ReportFormat
    ) async throws {
        let longest = Duration.milliseconds(200)
        try await Scene.with(longest: longest) { scene in
            try await scene.addOddPeople(1_000)
            let written = Collected()
            let failure = await #expect(throws: ReportFailure.self) {
                try await scene.reports.write(.credentials, of: Scene.account, as: format) {
                    await written.take($0)
                    let start = ContinuousClock.now
                    while start.duration(to: .now) < longest { await Task.yield() }
                }
            }
            guard case .database(let error)? = failure else {
                Issue.record("another failure: \(String(describing: failure))")
                return
            }
            #expect(error.code == .timedOut)
            #expect(await written.pieces.count <= 1)
        }
    }
}
