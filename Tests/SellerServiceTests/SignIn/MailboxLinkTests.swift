import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Links in the mailbox` {
    @Test func `the link in the mailbox works once, and three an hour are sent`() async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let asking = try await fixture.attempt(person)
            for _ in 1...5 {
                try await fixture.service.requestMailboxLink(asking, facts: Fixture.facts)
            }
            #expect(try await fixture.number("SELECT count(*) FROM mailbox_link") == 3)
            let link = try await fixture.mailedLink(to: person)
            let attempt = try await fixture.present(link, person)
            _ = try await fixture.enroll(person, by: attempt)
            let later = try await fixture.attempt(person)
            let again = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(later, ticket: link, facts: Fixture.facts)
            }
            #expect(again?.code == .invalid)
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM mailbox_link WHERE used_at IS NOT NULL"
                ) == 1
            )
        }
    }

    @Test func `a link that ran out, or of another login, is no ticket`() async throws {
        try await Fixture.with { fixture in
            let ada = try await fixture.addLogin("ada@example.com")
            let eve = try await fixture.addLogin("eve@example.com")
            try await fixture.service.requestMailboxLink(
                try await fixture.attempt(ada),
                facts: Fixture.facts
            )
            let link = try await fixture.mailedLink(to: ada)
            let foreign = try await fixture.attempt(eve)
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(foreign, ticket: link, facts: Fixture.facts)
            }
            #expect(refused?.code == .invalid)
            try await fixture.change("UPDATE mailbox_link SET expires_at = now()")
            let late = try await fixture.attempt(ada)
            let expired = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(late, ticket: link, facts: Fixture.facts)
            }
            #expect(expired?.code == .invalid)
        }
    }
}
