import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `First enrollment` {
    @Test func `SEED-02 · nothing is active before its code, and an abandoned flow leaves nothing`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let attempt = try await fixture.attemptWithTicket(person)
            let abandoned = try await fixture.service.addFirstMethod(
                attempt,
                kind: "authenticator_app",
                name: "Old phone",
                facts: Fixture.facts
            )
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM login_two_step WHERE state = 'not_enrolled'"
                ) == 1
            )
            let member = try await fixture.enroll(person, by: attempt)
            let view = try await fixture.service.twoStep(member.session)
            #expect(view.state == .enrolled)
            #expect(view.methods.map(\.id) == [member.app.method])
            #expect(view.methods.map(\.preferred) == [true])
            #expect(view.travelReady)
            #expect(view.independentMethods == 1)
            #expect(member.stepUp?.hasPrefix("sup_") == true)
            // The method begun first is gone with its secret.
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM two_step_method
                    WHERE method_id = \(abandoned.id) AND state = 'removed'
                      AND secret_sealed IS NULL
                    """
                ) == 1
            )
        }
    }

    @Test(arguments: ["email", "e-mail", "mail"])
    func `SEED-21 · e-mail is no method`(kind: String) async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let attempt = try await fixture.attemptWithTicket(person)
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.addFirstMethod(
                    attempt,
                    kind: kind,
                    name: nil,
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .emailNotSupported)
        }
    }

    @Test func `security 5 · two tickets confirmed at once enroll exactly one method`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let account = try await fixture.addAccount()
            let (_, invitation) = try await fixture.addUser(person, of: account, primary: true)
            let attempts = [
                try await fixture.attemptWithTicket(person),
                try await fixture.present(invitation, person),
                try await fixture.present(invitation, person),
            ]
            let answers = try await confirmTogether(attempts, fixture)
            #expect(answers.count { $0 == nil } == 1)
            #expect(try await fixture.sessions(of: person) == 1)
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM two_step_method WHERE state = 'active'"
                ) == 1
            )
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM two_step_method WHERE state = 'pending'"
                ) == 0
            )
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM sign_in_attempt WHERE ended_at IS NULL"
                ) == 0
            )
        }
    }

    /// Begins a method by each attempt, and confirms all of them at once.
    private func confirmTogether(
        _ attempts: [AttemptCaller],
        _ fixture: Fixture
    ) async throws -> [SellerError?] {
        var apps: [App] = []
        for attempt in attempts {
            let pending = try await fixture.service.addFirstMethod(
                attempt,
                kind: "authenticator_app",
                name: nil,
                facts: Fixture.facts
            )
            apps.append(try #require(App(pending)))
        }
        let pairs = Array(zip(attempts, apps))
        return await withTaskGroup(of: SellerError?.self) { group in
            for (attempt, app) in pairs {
                group.addTask {
                    await thrown { () throws(SellerError) in
                        try await fixture.service.confirmFirstMethod(
                            attempt,
                            method: app.method,
                            code: app.code(at: fixture.clock.now),
                            facts: Fixture.facts
                        )
                    }
                }
            }
            return await group.reduce(into: [SellerError?]()) { $0.append($1) }
        }
    }

    @Test func `a pending method is confirmed by the attempt that began it and by no other`()
        async throws
    {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let first = try await fixture.attemptWithTicket(person)
            let second = try await fixture.attemptWithTicket(person)
            let app = try #require(
                App(
                    try await fixture.service.addFirstMethod(
                        first,
                        kind: "authenticator_app",
                        name: nil,
                        facts: Fixture.facts
                    )
                )
            )
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.confirmFirstMethod(
                    second,
                    method: app.method,
                    code: app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .conflict)
        }
    }

    @Test func `wrong codes at a pending method are counted, and ten end it`() async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let attempt = try await fixture.attemptWithTicket(person)
            let app = try #require(
                App(
                    try await fixture.service.addFirstMethod(
                        attempt,
                        kind: "authenticator_app",
                        name: nil,
                        facts: Fixture.facts
                    )
                )
            )
            for left in (0..<10).reversed() {
                let wrong = await thrown { () throws(SellerError) in
                    try await fixture.service.confirmFirstMethod(
                        attempt,
                        method: app.method,
                        code: app.wrongCode(at: fixture.clock.now),
                        facts: Fixture.facts
                    )
                }
                #expect(wrong?.code == .invalidCode)
                #expect(wrong?.attemptsLeft == left)
            }
            let over = await thrown { () throws(SellerError) in
                try await fixture.service.confirmFirstMethod(
                    attempt,
                    method: app.method,
                    code: app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(over?.code == .conflict)
            #expect(try await fixture.sessions(of: person) == 0)
        }
    }
}
