import Testing

extension System {
    @Suite struct `The main job as README tells it` {
        @Test func `SEED-01 SEED-30 PERM-04 SEED-25 · every line of README does what it promises`()
            async throws
        {
            try await SystemFixture.run { fixture in
                try await walk(try await ReadmeWalk(fixture))
            }
        }

        @Test func `SEED-09 · a server killed between any two lines loses nothing acknowledged`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let server = fixture.servers[0]
                let kills = Count()
                let interrupted = try await ReadmeWalk(fixture) {
                    await server.killHard()
                    try await server.startAgain()
                    await kills.add()
                }
                try await walk(interrupted)
                // Every line, the report's twice, every question of a program, and the end.
                #expect(await kills.value > 30)
            }
        }

        private func walk(_ walk: ReadmeWalk) async throws {
            do {
                try await walk.walk()
                await walk.close()
            } catch {
                await walk.close()
                throw error
            }
        }
    }
}

/// A number that several tasks add to.
actor Count {
    private(set) var value = 0

    func add() {
        value += 1
    }
}
