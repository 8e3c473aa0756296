import Postgres
import SellerModel
import SellerService
import Testing

/// What a link of the mailbox does for an unknown device, and what it does not.
@Suite struct `Links that vouch for a device` {
    @Test func `security 11 · a used link compares no further codes for another attempt`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.expose(member)
            let asking = try await fixture.attempt(member.person)
            try await fixture.service.requestMailboxLink(asking, facts: Fixture.facts)
            let link = try await fixture.mailedLink(to: member.person)
            let first = try await fixture.present(link, member.person)
            let second = try await fixture.present(link, member.person)
            fixture.clock.nextStep()
            #expect(
                await fixture.give(member.app.code(at: fixture.clock.now), first, member.app) == nil
            )
            fixture.clock.nextStep()
            let counted = "SELECT sum(failures) FROM two_step_method" as SQL
            let before = try await fixture.number(counted)
            for code in [
                member.app.wrongCode(at: fixture.clock.now),
                member.app.code(at: fixture.clock.now),
            ] {
                let refused = await fixture.give(code, second, member.app)
                #expect(refused?.code == .mailboxConfirmationRequired)
            }
            #expect(try await fixture.number(counted) == before, "nothing was compared")
            // The right one is still good for who is let in.
            let device = try await fixture.start(member.person).state
            #expect(device == .mailboxConfirmationRequired)
        }
    }

    @Test func `security 11 · a vouched sign-in gives strangers no further ten`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            // As a process left it that died before it noted the tenth wrong code.
            try await fixture.change("UPDATE login SET stranger_failures = 10")
            let asking = try await fixture.attempt(member.person)
            try await fixture.service.requestMailboxLink(asking, facts: Fixture.facts)
            let link = try await fixture.mailedLink(to: member.person)
            let vouched = try await fixture.present(link, member.person)
            fixture.clock.nextStep()
            let code = member.app.code(at: fixture.clock.now)
            #expect(await fixture.give(code, vouched, member.app) == nil)
            #expect(
                try await fixture.start(member.person).state == .mailboxConfirmationRequired
            )
        }
    }

    @Test func `security 11 · what a dead process left unsaid is said at the next try`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let waiting = try await fixture.attempt(member.person)
            try await fixture.change("UPDATE login SET stranger_failures = 10")
            let wrong = member.app.wrongCode(at: fixture.clock.now)
            let refused = await fixture.give(wrong, waiting, member.app)
            #expect(refused?.code == .mailboxConfirmationRequired)
            #expect(try await fixture.mails("password_known") == 1)
        }
    }

    @Test func `security 11 · the device of a session that was ended from elsewhere is unknown`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let thief = try await fixture.knownDevice(of: member)
            let own = try await fixture.signIn(member).session
            for session in try await fixture.service.listSessions(own) where !session.isCurrent {
                try await fixture.service.endSession(own, id: session.id, facts: Fixture.facts)
            }
            try await fixture.expose(member)
            #expect(
                try await fixture.start(member.person, device: thief).state
                    == .mailboxConfirmationRequired
            )
        }
    }

    @Test func `security 11 · signing out leaves the own device known`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let device = try await fixture.knownDevice(of: member)
            fixture.clock.nextStep()
            let view = try await fixture.start(member.person, device: device)
            let attempt = try await fixture.service.attempt(token: try #require(view.attempt))
            let signedIn = try await fixture.service.submitCode(
                attempt,
                method: member.app.method,
                code: member.app.code(at: fixture.clock.now),
                facts: Fixture.facts
            )
            let session = try await fixture.service.session(token: signedIn.session)
            // An older session on the same device, ended from the newer one.
            for other in try await fixture.service.listSessions(session) where !other.isCurrent {
                try await fixture.service.endSession(session, id: other.id, facts: Fixture.facts)
            }
            try await fixture.service.endSession(session, facts: Fixture.facts)
            try await fixture.expose(member)
            #expect(
                try await fixture.start(member.person, device: device).state == .codeRequired
            )
        }
    }
}
