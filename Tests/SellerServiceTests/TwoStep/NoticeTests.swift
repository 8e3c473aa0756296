import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Notices` {
    @Test func `SEED-21 · notices of an enrollment go to the mailbox and the admins, with no code`()
        async throws
    {
        try await Fixture.with { fixture in
            let account = try await fixture.addAccount()
            let boss = try await fixture.addLogin("boss@example.com")
            let (_, first) = try await fixture.addUser(boss, of: account, primary: true)
            _ = try await fixture.enroll(boss, by: try await fixture.present(first, boss))
            let person = try await fixture.addLogin("ada@example.com")
            let (_, invitation) = try await fixture.addUser(person, of: account)
            let member = try await fixture.enroll(
                person,
                by: try await fixture.present(invitation, person)
            )
            let mails = try await fixture.service.messages(limit: 10)
            #expect(
                mails.map { "\($0.template) \($0.recipient)" }.sorted() == [
                    "enrolled ada@example.com", "enrolled boss@example.com",
                    "user_enrolled boss@example.com",
                ]
            )
            let code = member.app.code(at: fixture.clock.now)
            #expect(!mails.contains { $0.text.contains(code) })
            let entries = try await fixture.number(
                """
                SELECT count(*) FROM audit_entry
                WHERE account_id = \(account) AND action = 'user.activated'
                """
            )
            #expect(entries == 2)
        }
    }
}
