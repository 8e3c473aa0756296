import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Own settings` {
    @Test func `a flag of sharing is shown to its person, and to nobody else`() async throws {
        try await Fixture.with { fixture in
            let account = try await fixture.addAccount()
            let boss = try await fixture.addLogin("boss@example.com")
            let (bossUser, first) = try await fixture.addUser(boss, of: account, primary: true)
            let admin = try await fixture.enroll(
                boss,
                by: try await fixture.present(first, boss)
            )
            let person = try await fixture.addLogin("ada@example.com")
            let (user, second) = try await fixture.addUser(person, of: account)
            let member = try await fixture.enroll(
                person,
                by: try await fixture.present(second, person)
            )
            let finding: ID<Finding> = fixture.service.environment.newID()
            try await fixture.change(
                """
                INSERT INTO finding (account_id, finding_id, user_id, kind, level, declared_by)
                VALUES (\(account), \(finding), \(user), 'declared', 'strong', \(bossUser))
                """
            )
            let own = try await fixture.service.twoStep(member.session)
            #expect(own.findings.map(\.id) == [finding])
            #expect(try await fixture.service.twoStep(admin.session).findings.isEmpty)
        }
    }
}
