import Postgres
import SellerModel
import Testing

extension Faults {
    @Suite struct `A server that is asked to stop` {
        /// As many as the server has connections to its database, so that all are in a transaction.
        private static let requests = FaultPlace.connections

        @Test func `finishes what it has begun, takes nothing new, and ends well`() async throws {
            let place = try await FaultPlace.take()
            let held = try await HeldTable("audit_entry", of: place.fixture)
            let scene = place.scene
            let asking = (0..<Self.requests).map { number in
                Task {
                    let email = "stop-\(number)@example.com"
                    let body: JSONValue = ["name": "B", "email": .string(email)]
                    return try await scene.post("invitations", key: email, body)
                }
            }
            let start = ContinuousClock.now
            try await held.untilSomebodyStops(count: Int64(Self.requests)) {
                start.duration(to: .now) > .seconds(3)
            }
            place.server.askToStop()
            let client = place.fixture.client
            while (try? await client.ask("GET", "/v1/session")) != nil { await Load.pass() }
            await held.release()
            for task in asking {
                let answer = try await task.value
                #expect(answer.status == 201, "\(answer.text)")
            }
            let answered = ContinuousClock.now
            #expect(await place.server.status() == 0)
            #expect(answered.duration(to: .now) < .seconds(10))
            let made: SQL = "SELECT count(*) FROM invitation WHERE email LIKE 'stop-%'"
            #expect(try await place.fixture.count(made) == Int64(Self.requests))
            try await place.server.startAgain()
            let next = try await place.change()
            #expect(next.status == 201, "\(next.text)")
        }
    }
}
