import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Sessions` {
    private func isDead(_ token: String, _ fixture: Fixture) async -> Bool {
        await thrown { () throws(SellerError) in
            try await fixture.service.session(token: token)
        }?.code == .unauthenticated
    }

    @Test func `SEED-09 · nothing but a session's token is a session`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let view = try await fixture.start(member.person)
            let attempt = try #require(view.attempt)
            let device = try #require(view.device)
            let stepUp = try #require(member.stepUp)
            for token in [attempt, device, stepUp, "", "sst_", member.token + "A"] {
                #expect(await isDead(token, fixture))
            }
            // The right secret under another kind's name is no session either.
            let secret = member.token.dropFirst("sst_".count)
            #expect(await isDead("sat_" + secret, fixture))
            #expect(await isDead("sst_" + attempt.dropFirst("sat_".count), fixture))
            for token in [member.token, device, stepUp, "sat_" + secret] {
                let refused = await thrown { () throws(SellerError) in
                    try await fixture.service.attempt(token: token)
                }
                #expect(refused?.code == .unauthenticated)
            }
        }
    }

    @Test func `SEED-23 · every session has the method whose code opened it`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let (session, _) = try await fixture.signIn(member)
            #expect(session.method == member.app.method)
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*)
                    FROM session AS s
                    JOIN sign_in_attempt AS a ON a.attempt_id = s.attempt_id
                    WHERE a.state = 'signed_in'
                    """
                ) == 2
            )
        }
    }

    @Test func `a session ends after half an hour without a request`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.change(
                "UPDATE session SET last_seen_at = now() - INTERVAL '29 minutes 50 seconds'"
            )
            // Seen in time: the half hour begins anew.
            _ = try await fixture.service.session(token: member.token)
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM session
                    WHERE last_seen_at > now() - INTERVAL '1 minute'
                    """
                ) == 1
            )
            try await fixture.change(
                "UPDATE session SET last_seen_at = now() - INTERVAL '30 minutes'"
            )
            #expect(await isDead(member.token, fixture))
        }
    }

    @Test func `last seen is written at most once a minute`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            try await fixture.change(
                "UPDATE session SET last_seen_at = now() - INTERVAL '30 seconds'"
            )
            _ = try await fixture.service.session(token: member.token)
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM session
                    WHERE last_seen_at < now() - INTERVAL '20 seconds'
                    """
                ) == 1
            )
        }
    }

    @Test func `a session ends after twelve hours whatever happens`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            #expect(
                try await fixture.number(
                    """
                    SELECT extract(epoch FROM expires_at - created_at)::bigint FROM session
                    """
                ) == 12 * 3_600
            )
            try await fixture.change("UPDATE session SET expires_at = now()")
            #expect(await isDead(member.token, fixture))
        }
    }

    @Test func `an attempt ends after ten minutes`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            fixture.clock.nextStep()
            let attempt = try await fixture.attempt(member.person)
            try await fixture.change("UPDATE sign_in_attempt SET expires_at = now()")
            let late = await thrown { () throws(SellerError) in
                try await fixture.service.submitCode(
                    attempt,
                    method: member.app.method,
                    code: member.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(late?.code == .unauthenticated)
            #expect(try await fixture.sessions(of: member.person) == 1)
        }
    }

    @Test func `own sessions are listed and ended, those of others are not found`() async throws {
        try await Fixture.with { fixture in
            let ada = try await fixture.addMember("ada@example.com")
            let eve = try await fixture.addMember("eve@example.com")
            let (second, token) = try await fixture.signIn(ada)
            let list = try await fixture.service.listSessions(second)
            #expect(Set(list.map(\.id)) == [ada.session.session, second.session])
            #expect(list.filter(\.isCurrent).map(\.id) == [second.session])
            #expect(list.first?.address == "192.0.2.7")
            let foreign = await thrown { () throws(SellerError) in
                try await fixture.service.endSession(
                    eve.session,
                    id: second.session,
                    facts: Fixture.facts
                )
            }
            #expect(foreign?.code == .notFound)
            try await fixture.service.endSession(
                second,
                id: ada.session.session,
                facts: Fixture.facts
            )
            #expect(await isDead(ada.token, fixture))
            try await fixture.service.endSession(second, facts: Fixture.facts)
            #expect(await isDead(token, fixture))
            #expect(await !isDead(eve.token, fixture))
        }
    }

    @Test func `the pages act on an account of the person's own, and on no other`() async throws {
        try await Fixture.with { fixture in
            let account = try await fixture.addAccount()
            let stranger = try await fixture.addMember("eve@example.com")
            let person = try await fixture.addLogin("ada@example.com")
            let (_, ticket) = try await fixture.addUser(person, of: account, primary: true)
            let member = try await fixture.enroll(
                person,
                by: try await fixture.present(ticket, person)
            )
            try await fixture.service.chooseAccount(
                member.session,
                account: account,
                facts: Fixture.facts
            )
            let again = try await fixture.service.session(token: member.token)
            #expect(again.chosenAccount == account)
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.chooseAccount(
                    stranger.session,
                    account: account,
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .notFound)
        }
    }
}
