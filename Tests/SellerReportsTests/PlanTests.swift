import Postgres
import SellerReports
import SellerStore
import Testing

@Suite struct `The plan of a report` {
    private func plan(
        _ query: Statement<String>,
        _ settings: [TransactionSetting]
    ) async throws -> String {
        let lines = Holder()
        try await Scene.with { scene in
            // Tables of a few rows are read whole whatever indexes there are.
            let settings = settings + [TransactionSetting("enable_seqscan", "off")]
            let found = try await scene.reader.transaction(readOnly: true, settings: settings) {
                (transaction) throws(PostgresError) in try await transaction.all(query)
            }
            await lines.keep(found.joined(separator: "\n"))
        }
        return await lines.text
    }

    private actor Holder {
        private(set) var text = ""
        func keep(_ text: String) { self.text = text }
    }

    @Test func `REP-02 · a user's row is looked up along indexes, and nothing waits for the last`()
        async throws
    {
        let plan = try await plan(
            Statement<String>("EXPLAIN SELECT * FROM credentials_report ORDER BY user_id"),
            TransactionSetting.credentials(of: Scene.account)
        )
        #expect(plan.contains("Index Scan using seller_user_key on seller_user u"))
        for slow in ["Sort", "Hash Join", "Merge Join", "Seq Scan", "Gather"] {
            #expect(!plan.contains(slow), "\(plan)")
        }
    }

    @Test func `SEED-07 · those who are not enrolled come from their own index`() async throws {
        let plan = try await plan(
            Statement<String>(
                """
                EXPLAIN SELECT * FROM missing_enrollment_report
                ORDER BY is_primary DESC, is_admin DESC, power DESC, user_id
                """
            ),
            TransactionSetting.missingEnrollment(of: Scene.account)
        )
        #expect(
            plan.contains("Index Only Scan using seller_user_missing_enrollment on seller_user u")
        )
        #expect(plan.contains("using invitation_by_user on invitation"))
        for slow in ["Hash Join", "Merge Join", "Seq Scan on seller", "Seq Scan on inv", "Gather"] {
            #expect(!plan.contains(slow), "\(plan)")
        }
    }
}
