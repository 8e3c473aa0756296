import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Counting tries` {
    @Test func `security 4 · 200 wrong codes at once are all counted`() async throws {
        var limits = Limits()
        limits.failuresBeforePause = 1_000
        limits.failuresBeforeDisabled = 1_000
        limits.strangerFailuresBeforeMailbox = 1_000
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let answers = try await fixture.guess(200, member)
            #expect(answers == [.invalidCode: 200])
            let counted = try await fixture.number(
                "SELECT failures::bigint FROM two_step_method WHERE method_id = \(member.app.method)"
            )
            #expect(counted == 200)
            // A right code resets the method, a right password did not.
            _ = try await fixture.signIn(member)
            #expect(
                try await fixture.number("SELECT max(failures)::bigint FROM two_step_method") == 0
            )
        }
    }

    @Test func `security 4 · of many wrong codes at once only ten are compared`() async throws {
        // The method's own pause, and not the mailbox, is what holds here.
        var limits = Limits()
        limits.strangerFailuresBeforeMailbox = 1_000
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let answers = try await fixture.guess(40, member)
            #expect(answers == [.invalidCode: 10, .rateLimited: 30])
            fixture.clock.nextStep()
            let attempt = try await fixture.attempt(member.person)
            let paused = await thrown { () throws(SellerError) in
                try await fixture.service.submitCode(
                    attempt,
                    method: member.app.method,
                    code: member.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(paused?.code == .rateLimited)
            #expect((1...900).contains(paused?.retryAfterSeconds ?? 0))
            // Time releases it.
            try await fixture.change(
                "UPDATE two_step_method SET strangers_paused_until = now() - INTERVAL '1 second'"
            )
            _ = try await fixture.signIn(member)
        }
    }

    @Test func `2SV-01 · at the cap the method is disabled and only recovery is left`()
        async throws
    {
        var limits = Limits()
        limits.failuresBeforePause = 1_000
        limits.failuresBeforeDisabled = 5
        try await Fixture.with(limits: limits) { fixture in
            let account = try await fixture.addAccount()
            let person = try await fixture.addLogin("ada@example.com")
            let (_, ticket) = try await fixture.addUser(person, of: account, primary: true)
            let member = try await fixture.enroll(
                person,
                by: try await fixture.present(ticket, person)
            )
            let answers = try await fixture.guess(5, member)
            #expect(answers == [.invalidCode: 5])
            #expect(try await fixture.start(person).state == .recoveryRequired)
            // The copy for the report says the same as the view.
            #expect(
                try await fixture.number("SELECT count(*) FROM seller_user WHERE NOT enrolled") == 1
            )
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM audit_entry WHERE action = 'two_step.disabled'"
                ) == 1
            )
        }
    }

    @Test func `security 10 · unknown address, wrong password and odd input are refused alike`()
        async throws
    {
        try await Fixture.with { fixture in
            _ = try await fixture.addLogin("ada@example.com")
            var answers: [SellerError?] = []
            for (email, password) in [
                ("nobody@example.com", Fixture.password), ("ada@example.com", "wrong"),
                ("no address", "wrong"), ("ada@example.com", ""),
            ] {
                answers.append(
                    await thrown { () throws(SellerError) in
                        try await fixture.service.startSignIn(
                            email: email,
                            password: password,
                            device: nil,
                            context: .buying,
                            facts: Fixture.facts
                        )
                    }
                )
            }
            #expect(answers.allSatisfy { $0 == answers[0] })
            #expect(answers[0]?.code == .invalidCredentials)
        }
    }

    @Test func `security 11 · tries are limited by source, known and unknown addresses alike`()
        async throws
    {
        var limits = Limits()
        limits.passwordTriesPerLoginPerHour = 2
        try await Fixture.with(limits: limits) { fixture in
            for email in ["ada@example.com", "nobody@example.com"] {
                if email.hasPrefix("ada") { _ = try await fixture.addLogin(email) }
                var codes: [ErrorCode?] = []
                for _ in 0..<3 {
                    codes.append(
                        await thrown { () throws(SellerError) in
                            try await fixture.service.startSignIn(
                                email: email,
                                password: "wrong",
                                device: nil,
                                context: .selling,
                                facts: Fixture.facts
                            )
                        }?.code
                    )
                }
                #expect(codes == [.invalidCredentials, .invalidCredentials, .rateLimited])
            }
        }
    }

    @Test func `a device that signed in before has a budget of its own`() async throws {
        var limits = Limits()
        limits.passwordTriesPerLoginPerHour = 3
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let view = try await fixture.start(member.person)
            let device = try #require(view.device)
            fixture.clock.nextStep()
            _ = try await fixture.service.submitCode(
                try await fixture.service.attempt(token: try #require(view.attempt)),
                method: member.app.method,
                code: member.app.code(at: fixture.clock.now),
                facts: Fixture.facts
            )
            // Strangers have used up what the address has.
            let stranger = await thrown { () throws(SellerError) in
                try await fixture.start(member.person)
            }
            #expect(stranger?.code == .rateLimited)
            #expect(
                try await fixture.start(member.person, device: device).state == .codeRequired
            )
        }
    }
}
