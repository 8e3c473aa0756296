import Postgres
import SellerModel
import SellerService
import Testing

/// Codes from devices that a login never signed in with (security rule 11).
@Suite struct `Strangers who have the password` {
    @Test func `security 11 · ten wrong codes later a stranger is sent to the mailbox`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let open = try await fixture.attempt(member.person)
            #expect(try await fixture.guess(10, member) == [.invalidCode: 10])
            // Neither a new attempt nor one that waited for its code goes on.
            #expect(
                try await fixture.start(member.person).state == .mailboxConfirmationRequired
            )
            let refused = await fixture.give(
                member.app.code(at: fixture.clock.now),
                open,
                member.app
            )
            #expect(refused?.code == .mailboxConfirmationRequired)
            let sentBack = try await fixture.service.signInView(
                try await fixture.attempt(member.person)
            )
            #expect(sentBack.helpTopic == "confirm-device")
            #expect(try await fixture.sessions(of: member.person) == 1)
        }
    }

    @Test func `security 11 · of 60 wrong codes of strangers at once, ten are compared`()
        async throws
    {
        // No pause of the method: what holds is the login's own count.
        var limits = Limits()
        limits.failuresBeforePause = 1_000
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            #expect(
                try await fixture.guess(60, member)
                    == [.invalidCode: 10, .mailboxConfirmationRequired: 50]
            )
            #expect(
                try await fixture.number("SELECT sum(failures) FROM two_step_method") == 10
            )
            #expect(try await fixture.number("SELECT sum(stranger_failures) FROM login") == 10)
        }
    }

    @Test func `security 11 · the person is told once, and the trail says it`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            _ = try await fixture.guess(9, member)
            #expect(try await fixture.mails("password_known") == 0)
            _ = try await fixture.guess(5, member)
            _ = try await fixture.guess(5, member)
            #expect(try await fixture.mails("password_known") == 1)
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM audit_entry WHERE action = 'login.password_exposed'"
                ) == 1
            )
        }
    }

    @Test func `security 11 · a known device signs in while strangers are held off`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let device = try await fixture.knownDevice(of: member)
            #expect(try await fixture.guess(12, member)[.invalidCode] == 10)
            fixture.clock.nextStep()
            let view = try await fixture.start(member.person, device: device)
            #expect(view.state == .codeRequired)
            let attempt = try await fixture.service.attempt(token: try #require(view.attempt))
            let code = member.app.code(at: fixture.clock.now)
            #expect(await fixture.give(code, attempt, member.app) == nil)
            // The owner's sign-in gives strangers no further ten.
            #expect(
                try await fixture.start(member.person).state == .mailboxConfirmationRequired
            )
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM two_step_method
                    WHERE strangers_paused_until > now() AND paused_until IS NULL
                    """
                ) == 1
            )
        }
    }

    @Test func `security 11 · a link of the mailbox vouches for one sign-in, code included`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.expose(member)
            let asking = try await fixture.attempt(member.person)
            try await fixture.service.requestMailboxLink(asking, facts: Fixture.facts)
            let link = try await fixture.mailedLink(to: member.person)
            let own = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(asking, ticket: link, facts: Fixture.facts)
            }
            #expect(own?.code == .invalid)
            let vouched = try await fixture.present(link, member.person)
            #expect(vouched.state == .codeRequired)
            fixture.clock.nextStep()
            let wrong = member.app.wrongCode(at: fixture.clock.now)
            #expect(await fixture.give(wrong, vouched, member.app)?.code == .invalidCode)
            let right = member.app.code(at: fixture.clock.now)
            #expect(await fixture.give(right, vouched, member.app) == nil)
            // Spent by the session, and the password is as known to others as before.
            let later = try await fixture.attempt(member.person)
            #expect(later.state == .mailboxConfirmationRequired)
            let again = await thrown { () throws(SellerError) in
                try await fixture.service.presentTicket(later, ticket: link, facts: Fixture.facts)
            }
            #expect(again?.code == .invalid)
        }
    }

    @Test func `security 11 · two attempts by one link open one session`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.expose(member)
            let asking = try await fixture.attempt(member.person)
            try await fixture.service.requestMailboxLink(asking, facts: Fixture.facts)
            let link = try await fixture.mailedLink(to: member.person)
            let first = try await fixture.present(link, member.person)
            let second = try await fixture.present(link, member.person)
            fixture.clock.nextStep()
            let code = member.app.code(at: fixture.clock.now)
            #expect(await fixture.give(code, first, member.app) == nil)
            fixture.clock.nextStep()
            let next = member.app.code(at: fixture.clock.now)
            #expect(
                await fixture.give(next, second, member.app)?.code == .mailboxConfirmationRequired
            )
            #expect(try await fixture.sessions(of: member.person) == 2)
        }
    }

    @Test func `security 22 · a wrong code is told and audited, also where what follows it fails`()
        async throws
    {
        var limits = Limits()
        limits.strangerFailuresBeforeMailbox = 1
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.change(
                """
                DO $do$ BEGIN
                    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN RAISE EXCEPTION ''no note''; END';
                    CREATE TRIGGER login_fail BEFORE UPDATE OF password_exposed_at ON login
                        FOR EACH ROW EXECUTE FUNCTION fail();
                END $do$
                """
            )
            #expect(try await fixture.guess(1, member) == [.invalidCode: 1])
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM audit_entry
                    WHERE action = 'sign_in.code' AND outcome = 'refused'
                    """
                ) == 1
            )
        }
    }

    @Test func `security 11 · a right code of a stranger ends the row`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            for _ in 1...3 {
                #expect(try await fixture.guess(9, member) == [.invalidCode: 9])
                _ = try await fixture.signIn(member)
            }
            #expect(try await fixture.start(member.person).state == .codeRequired)
            #expect(try await fixture.number("SELECT sum(stranger_failures) FROM login") == 0)
        }
    }

    @Test func `security 11 · a new password lifts it`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.expose(member)
            #expect(
                try await fixture.start(member.person).state == .mailboxConfirmationRequired
            )
            try await fixture.change("UPDATE login SET password_changed_at = clock_timestamp()")
            #expect(try await fixture.start(member.person).state == .codeRequired)
        }
    }

    @Test func `security 4 · a try that died before its comparison counts for the mailbox too`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            // Counted and committed, and the process gone before it could note the tenth.
            try await fixture.change("UPDATE login SET stranger_failures = 10")
            #expect(
                try await fixture.start(member.person).state == .mailboxConfirmationRequired
            )
        }
    }
}
