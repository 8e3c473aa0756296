import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `The gate` {
    @Test func `SEED-01 · SEED-30 · right password with a ticket leads to enrollment`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let account = try await fixture.addAccount()
            let (user, invitation) = try await fixture.addUser(person, of: account, primary: true)
            let attempt = try await fixture.present(invitation, person)
            #expect(attempt.state == .enrollmentRequired)
            #expect(try await fixture.sessions(of: person) == 0)
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM seller_user
                    WHERE user_id = \(user) AND state = 'pending'
                    """
                ) == 1
            )
            let member = try await fixture.enroll(person, by: attempt)
            let me = try await fixture.service.whoAmI(member.session)
            #expect(me.accounts.map(\.kind) == [.primary])
            #expect(me.accounts.map(\.state) == [.active])
            #expect(me.accounts.first?.levels.contains { $0.tool == "payouts" } == true)
        }
    }

    @Test func `SEED-01 · right password without a ticket leads to the mailbox, not to a session`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let view = try await fixture.start(person)
            #expect(view.state == .mailboxConfirmationRequired)
            #expect(view.methods.isEmpty)
            #expect(view.helpTopic == "confirm-mailbox")
            #expect(try await fixture.sessions(of: person) == 0)
            // Nobody sent anything by signing in alone.
            #expect(try await fixture.number("SELECT count(*) FROM outbox_message") == 0)
        }
    }

    @Test
    func `decision 3 · a password alone adds no method, and asking for the link gains nothing`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let thief = try await fixture.attempt(person)
            let early = await thrown { () throws(SellerError) in
                try await fixture.service.addFirstMethod(
                    thief,
                    kind: "authenticator_app",
                    name: nil,
                    facts: Fixture.facts
                )
            }
            #expect(early?.code == .mailboxConfirmationRequired)
            try await fixture.service.requestMailboxLink(thief, facts: Fixture.facts)
            let link = try await fixture.mailedLink(to: person)
            let own = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(
                    thief,
                    ticket: link,
                    facts: Fixture.facts
                )
            }
            #expect(own?.code == .invalid)
            // The person opens the mail and gives the password on its page: that attempt gains.
            let attempt = try await fixture.present(link, person)
            #expect(attempt.state == .enrollmentRequired)
            let still = await thrown { () throws(SellerError) in
                try await fixture.service.addFirstMethod(
                    thief,
                    kind: "authenticator_app",
                    name: nil,
                    facts: Fixture.facts
                )
            }
            #expect(still?.code == .mailboxConfirmationRequired)
            #expect(try await fixture.number("SELECT count(*) FROM two_step_method") == 0)
        }
    }

    @Test func `SEED-13 · a login with history and no active method is not led to enrollment`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let asking = try await fixture.attempt(person)
            try await fixture.service.requestMailboxLink(asking, facts: Fixture.facts)
            let link = try await fixture.mailedLink(to: person)
            let account = try await fixture.addAccount()
            let (_, invitation) = try await fixture.addUser(person, of: account)
            try await fixture.change("UPDATE login SET first_enrolled_at = now()")
            for ticket in [link, invitation] {
                let attempt = try await fixture.present(ticket, person)
                #expect(attempt.state == .recoveryRequired)
                #expect(attempt.ticket == nil)
                let added = await thrown { () throws(SellerError) in
                    try await fixture.service.addFirstMethod(
                        attempt,
                        kind: "authenticator_app",
                        name: nil,
                        facts: Fixture.facts
                    )
                }
                #expect(added?.code == .recoveryRequired)
            }
        }
    }

    @Test func `SEED-07 · colleagues of an enrolled primary still have to enroll themselves`()
        async throws
    {
        try await Fixture.with { fixture in
            let account = try await fixture.addAccount()
            let boss = try await fixture.addLogin("boss@example.com")
            let (_, ticket) = try await fixture.addUser(boss, of: account, primary: true)
            _ = try await fixture.enroll(boss, by: try await fixture.present(ticket, boss))
            for index in 1...3 {
                let person = try await fixture.addLogin("user\(index)@example.com")
                let (_, invitation) = try await fixture.addUser(person, of: account)
                let attempt = try await fixture.present(invitation, person)
                #expect(attempt.state == .enrollmentRequired)
            }
            let missing = try await fixture.number(
                "SELECT count(*) FROM seller_user WHERE NOT enrolled AND state = 'pending'"
            )
            #expect(missing == 3)
        }
    }

    @Test func `an invitation is a ticket for the login that it made and for no other`()
        async throws
    {
        try await Fixture.with { fixture in
            let account = try await fixture.addAccount()
            let ada = try await fixture.addLogin("ada@example.com")
            let eve = try await fixture.addLogin("eve@example.com")
            let (_, invitation) = try await fixture.addUser(ada, of: account)
            let attempt = try await fixture.attempt(eve)
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(
                    attempt,
                    ticket: invitation,
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .invalid)
        }
    }
}
