import Postgres
import PostgresTesting
import SellerModel
import Testing

extension Faults {
    @Suite struct `A database that cannot keep up` {
        @Test func `500 requests at a pool of ten are all answered, and none is lost`()
            async throws
        {
            let place = try await FaultPlace.take()
            let requests = (0..<500).map { number in
                Crowd.Request(
                    "POST",
                    "/v1/accounts/\(place.scene.account)/invitations",
                    token: place.scene.ada.session,
                    headers: ["Idempotency-Key": "crowd-\(number)"],
                    ["name": "Somebody", "email": .string("crowd-\(number)@example.com")]
                )
            }
            let answers = try await Trigger.with(.slow, at: place) { _ in
                try await Crowd.ask(requests, at: place.fixture.client)
            }
            var told = Told()
            for answer in answers { told.note(answer, to: "invite") }
            #expect(told.wrongs.isEmpty, "\(told.wrongs.prefix(5))")
            #expect(told.counts.values.reduce(0, +) == 500)
            // Both: some had a connection, and there were not enough of them.
            #expect(told.counts[201] ?? 0 > 0 && told.refused > 0, "\(told.counts)")
            // A question of the session, then twice a connection and a statement.
            #expect(told.longest < .seconds(3 + 2 * 6), "\(told.longest)")
            let acknowledged = zip(requests, answers).filter { $1.status == 201 }.count
            try await place.fixture.untilDatabaseIsQuiet()
            let made: SQL = "SELECT count(*) FROM invitation WHERE email LIKE 'crowd-%'"
            #expect(try await place.fixture.count(made) == Int64(acknowledged))
            let entries: SQL = """
                SELECT count(*)
                FROM audit_entry
                WHERE action = 'invitations.create' AND after ->> 'email' LIKE 'crowd-%'
                """
            #expect(try await place.fixture.count(entries) == Int64(acknowledged))
            let next = try await place.change()
            #expect(next.status == 201, "\(next.text)")
        }

        @Test func `a change that waits for a lock is given up in time, and can be repeated`()
            async throws
        {
            let place = try await FaultPlace.take()
            let trial = try await KilledRequest.invite.trial(place.scene, 200)
            let held = try await HeldTable("audit_entry", of: place.fixture)
            let answer = try await trial.ask()
            #expect(answer.status == 503 && answer.retryAfter != nil, "\(answer.text)")
            let limit = Duration.milliseconds(PostgresConfiguration.usualStatementMilliseconds)
            #expect(answer.time > limit - .seconds(1) && answer.time < limit + .seconds(3))
            await held.release()
            #expect(try await place.scene.rows(of: trial).allSatisfy { $0 == 0 })
            try await trial.goOn(false)
            #expect(try await place.scene.rows(of: trial).allSatisfy { $0 == 1 })
        }

        @Test func `transactions that the database undoes at random are made once or refused`()
            async throws
        {
            let place = try await FaultPlace.take()
            try await Load.withstand("undone", at: place) { load in
                try await Trigger.with(.undoing, at: place) { trigger in
                    for _ in 0..<5 { try await load.goesWell() }
                    let (raised, asked) = try await trigger.counts()
                    #expect(asked > 100)
                    #expect(raised * 4 > asked, "\(raised) of \(asked) transactions were undone")
                    // Five runs in a row are undone once in 190 times.
                    #expect(Int64(load.soFar.refused * 20) < asked, "\(load.soFar.counts)")
                }
            }
        }
    }
}
