import Postgres
import PostgresTesting
import Testing

extension Faults {
    @Suite struct `A network that fails between server and database` {
        /// What a request says to the database in the transaction of its change, and nowhere before:
        /// the name under which the trail has it.
        struct Change: Sendable, CustomTestStringConvertible {
            let request: KilledRequest
            let action: String

            var testDescription: String { request.name }

            static let all = [
                Change(request: .accept, action: "invitation.accept"),
                Change(request: .addMethod, action: "sign_in.add_method"),
                Change(request: .confirm, action: "sign_in.confirm_method"),
                Change(request: .code, action: "sign_in.code"),
                Change(request: .invite, action: "invitations.create"),
                Change(request: .replace, action: "permissions.replace"),
                Change(request: .flag, action: "shared_logins.flag"),
            ]
        }

        /// The message that ends a transaction, which `READ COMMITTED` is not.
        private static let commit = "COMMIT\u{0}"

        @Test(arguments: Change.all)
        func
            `SEED-02 SEED-23 INV-09 · a change whose COMMIT is cut has one outcome, told on repeating`(
                _ change: Change
            ) async throws
        {
            let place = try await FaultPlace.take()
            for (number, arrives) in [(100, true), (101, false)] {
                let trial = try await change.request.trial(place.scene, number)
                let fault: ProxyFault =
                    arrives ? .cutAnswer(to: Self.commit) : .cutBefore(Self.commit)
                place.proxy.set(.once(after: change.action, fault))
                let answer = try await trial.ask()
                place.proxy.set(.none)
                #expect(answer.status == 503 && answer.retryAfter != nil, "\(answer.text)")
                try await place.fixture.untilDatabaseIsQuiet()
                let rows = try await place.scene.rows(of: trial)
                #expect(rows.allSatisfy { $0 == (arrives ? 1 : 0) }, "\(change): \(rows)")
                try await trial.goOn(arrives)
                guard !change.request.addsUp else { continue }
                let atLast = try await place.scene.rows(of: trial)
                #expect(atLast.allSatisfy { $0 == 1 }, "\(change): \(atLast)")
            }
        }

        @Test func `a black hole under load costs nobody more than 6 s, and is left when it ends`()
            async throws
        {
            let place = try await FaultPlace.take()
            try await Load.withstand("hole", at: place) { load in
                place.proxy.set(.silence)
                let start = ContinuousClock.now
                try await load.isRefused()
                // Until everybody who asked in the first moments has been answered.
                while start.duration(to: .now) < .seconds(6) { await Load.pass() }
                place.proxy.set(.none)
                let end = ContinuousClock.now
                try await place.untilItServes()
                // A try to connect that began in the hole takes its 3 s, and the next one waits for
                // up to 2 s.
                #expect(end.duration(to: .now) < .seconds(8))
                try await load.goesWell()
                #expect(load.soFar.longest < .seconds(6))
            }
        }
    }
}
