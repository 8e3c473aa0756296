import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Codes at sign-in` {
    @Test func `SEED-19 · a code is needed at every sign-in from the same device`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let device = try #require(try await fixture.start(member.person).device)
            for _ in 1...2 {
                fixture.clock.nextStep()
                let view = try await fixture.start(member.person, device: device)
                #expect(view.state == .codeRequired)
                #expect(view.device == nil)
                let attempt = try await fixture.service.attempt(
                    token: try #require(view.attempt)
                )
                _ = try await fixture.service.submitCode(
                    attempt,
                    method: member.app.method,
                    code: member.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(try await fixture.sessions(of: member.person) == 3)
        }
    }

    @Test func `SEED-12 · turned off, a code is required all the same`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.change("UPDATE login SET turned_off_at = now()")
            let view = try await fixture.start(member.person)
            #expect(view.state == .codeRequired)
            #expect(try await fixture.service.twoStep(member.session).state == .turnedOff)
            _ = try await fixture.signIn(member)
        }
    }

    @Test func `SEED-23 · a code opens its own attempt only, and no session without password`()
        async throws
    {
        try await Fixture.with { fixture in
            let ada = try await fixture.addMember("ada@example.com")
            let eve = try await fixture.addMember("eve@example.com")
            fixture.clock.nextStep()
            let attempt = try await fixture.attempt(eve.person)
            // Ada's code, with Ada's method named, in Eve's attempt.
            let foreign = await thrown { () throws(SellerError) in
                try await fixture.service.submitCode(
                    attempt,
                    method: ada.app.method,
                    code: ada.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(foreign?.code == .methodNotUsable)
            let wrong = await thrown { () throws(SellerError) in
                try await fixture.service.submitCode(
                    attempt,
                    method: eve.app.method,
                    code: ada.app.wrongCode(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(wrong?.code == .invalidCode)
            #expect(wrong?.attemptsLeft == 9)
            let password = await thrown { () throws(SellerError) in
                try await fixture.service.startSignIn(
                    email: "ada@example.com",
                    password: "not the password",
                    device: nil,
                    context: .selling,
                    facts: Fixture.facts
                )
            }
            #expect(password?.code == .invalidCredentials)
            #expect(try await fixture.sessions(of: eve.person) == 1)
            #expect(try await fixture.sessions(of: ada.person) == 1)
        }
    }

    @Test(arguments: ["", "12345", "1234567", "+12345", "１２３４５６", "12 456", "abcdef"])
    func `SEED-23 · odd shapes of codes are wrong codes`(code: String) async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let attempt = try await fixture.attempt(member.person)
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.submitCode(
                    attempt,
                    method: member.app.method,
                    code: code,
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .invalidCode)
        }
    }

    @Test func `2SV-01 · a code is good once, and older steps never again`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let old = member.app.code(at: fixture.clock.now)
            fixture.clock.nextStep()
            let first = try await fixture.attempt(member.person)
            let code = member.app.code(at: fixture.clock.now)
            _ = try await fixture.service.submitCode(
                first,
                method: member.app.method,
                code: code,
                facts: Fixture.facts
            )
            for used in [code, old] {
                let attempt = try await fixture.attempt(member.person)
                let again = await thrown { () throws(SellerError) in
                    try await fixture.service.submitCode(
                        attempt,
                        method: member.app.method,
                        code: used,
                        facts: Fixture.facts
                    )
                }
                #expect(again?.code == .codeAlreadyUsed)
            }
            // An attempt that opened its session is over.
            let over = await thrown { () throws(SellerError) in
                try await fixture.service.submitCode(
                    first,
                    method: member.app.method,
                    code: code,
                    facts: Fixture.facts
                )
            }
            #expect(over != nil)
            #expect(try await fixture.sessions(of: member.person) == 2)
        }
    }

    @Test func `2SV-01 · the same code 64 times at once opens exactly one session`() async throws {
        var limits = Limits()
        limits.failuresBeforePause = 1_000
        limits.failuresBeforeDisabled = 1_000
        limits.passwordTriesPerSourcePerMinute = 1_000
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            fixture.clock.nextStep()
            var attempts: [AttemptCaller] = []
            for _ in 0..<8 { attempts.append(try await fixture.attempt(member.person)) }
            let code = member.app.code(at: fixture.clock.now)
            let callers = attempts
            let opened = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<64 {
                    group.addTask {
                        await thrown { () throws(SellerError) in
                            try await fixture.service.submitCode(
                                callers[index % callers.count],
                                method: member.app.method,
                                code: code,
                                facts: Fixture.facts
                            )
                        } == nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(opened == 1)
            #expect(try await fixture.sessions(of: member.person) == 2)
        }
    }
}
