import Postgres
import SellerModel
import Testing

extension Faults {
    @Suite struct `A database that takes no writes` {
        @Test func `answers questions, refuses changes and sign-ins, and recovers by itself`()
            async throws
        {
            let place = try await FaultPlace.take()
            try await Load.withstand("read-only", at: place) { load in
                try await place.readingOnly {
                    try await load.isRefused()
                    let token = place.scene.ada.session
                    let who = try await place.fixture.client.ask("GET", "/v1/session", token: token)
                    #expect(who.status == 200, "\(who.text)")
                    let change = try await place.change()
                    #expect(change.status == 503, "\(change.text)")
                }
                let back = ContinuousClock.now
                try await place.untilItServes()
                #expect(back.duration(to: .now) < .seconds(5))
                try await load.goesWell()
            }
        }

        @Test func `because its disk is full refuses a code before it is compared`() async throws {
            let place = try await FaultPlace.take()
            let ben = try await place.scene.colleague("full@example.com")
            let attempt = try await place.fixture.startSignIn(ben.email).string("attempt")
            let code = try await ben.app.nextCode()
            let body: JSONValue = ["method": .string(ben.method), "code": .string(code)]
            let client = place.fixture.client
            let ask = { @Sendable in
                try await client.ask("POST", "/v1/sign-in/code", token: attempt, body)
            }
            try await Trigger.with(.full, at: place) { _ in
                let refused = try await ask()
                #expect(refused.status == 503 && refused.retryAfter != nil, "\(refused.text)")
                let change = try await place.change()
                #expect(change.status == 503 && change.retryAfter != nil, "\(change.text)")
                let token = place.scene.ada.session
                let who = try await client.ask("GET", "/v1/session", token: token)
                #expect(who.status == 200, "\(who.text)")
            }
            let taken = try await ask()
            #expect(taken.status == 200, "\(taken.text)")
            #expect(try await place.change().status == 201)
        }
    }
}
