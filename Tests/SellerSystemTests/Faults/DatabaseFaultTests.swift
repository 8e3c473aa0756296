import Testing

extension Faults {
    @Suite struct `A database that goes away under load` {
        /// The bound of the requirements, from the moment at which the database is back.
        private static let bound = Duration.seconds(5)

        @Test(arguments: [false, true])
        func `is used again within 5 s after a restart, and after a crash`(
            isKilled: Bool
        ) async throws {
            let place = try await FaultPlace.take()
            try await Load.withstand(isKilled ? "killed" : "restarted", at: place) { load in
                if isKilled {
                    await place.cluster.killPostmaster()
                } else {
                    await place.cluster.stopFast()
                }
                try await load.isRefused()
                let away = try await place.server.privateClient.ask("GET", "/readyz")
                #expect(away.status == 503, "\(away.text)")
                let back = try await place.cluster.start()
                try await place.untilItServes()
                #expect(back.duration(to: .now) < Self.bound)
                try await load.goesWell()
            }
        }
    }
}
