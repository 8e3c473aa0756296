import SellerModel
import SellerService
import Testing

@Suite struct `The development outbox` {
    @Test func `is read newest first, whole or for one address`() async throws {
        try await Fixture.with { fixture in
            let (ada, ben) = (
                try await fixture.addLogin("ada@example.com"),
                try await fixture.addLogin("ben@example.com")
            )
            for person in [ada, ben, ada] {
                try await fixture.service.requestMailboxLink(
                    try await fixture.attempt(person),
                    facts: Fixture.facts
                )
            }
            let all = try await fixture.service.messages(limit: 10)
            #expect(all.map(\.recipient) == [ada, ben, ada].map(\.email))
            let hers = EmailAddress.parsed(ada.email)
            let toAda = try await fixture.service.messages(to: hers, limit: 10)
            #expect(toAda == [all[0], all[2]])
            let newest = try await fixture.service.messages(to: hers, limit: 1)
            #expect(newest == [all[0]])
        }
    }

    @Test func `gives one message by its id, and no other`() async throws {
        try await Fixture.with { fixture in
            let ada = try await fixture.addLogin("ada@example.com")
            try await fixture.service.requestMailboxLink(
                try await fixture.attempt(ada),
                facts: Fixture.facts
            )
            let only = try #require(try await fixture.service.messages(limit: 10).first)
            let shown = try await fixture.service.message(only.id)
            #expect(shown == only)
            let refused = await thrown { () async throws(SellerError) in
                try await fixture.service.message(fixture.service.environment.newID())
            }
            #expect(refused == .notFound)
        }
    }
}

extension EmailAddress {
    fileprivate static func parsed(_ text: String) -> EmailAddress? {
        try? EmailAddress(parsing: text)
    }
}
