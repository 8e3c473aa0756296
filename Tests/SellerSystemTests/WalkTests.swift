import SellerModel
import Testing

extension System {
    @Suite struct `The walk of the README` {
        @Test func `SEED-01 SEED-09 SEED-30 · a killed server loses nothing on the way`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let walk = try await Walk(fixture)
                try await walk.signIn()
                let attempt = try await walk.inviteUpToTheFirstCode()
                #expect(try await walk.missing() == ["ben@example.com"])
                try await walk.reachesNothing(attempt)

                await fixture.servers[0].killHard()
                try await fixture.servers[0].startAgain()
                #expect(try await walk.missing() == ["ben@example.com"])
                try await walk.reachesNothing(attempt)
                try await walk.enroll(attempt)
                #expect(try await walk.missing() == [])
            }
        }

        @Test func `PERM-04 SEED-06 SEED-25 · a permission over HTTP and a flagged login`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let walk = try await Walk(fixture)
                try await walk.enroll(try await walk.inviteUpToTheFirstCode())
                let ben = try #require(try await walk.user("ben@example.com"))
                #expect(ben.string("state") == "active")
                let user = try #require(ben.string("id"))
                try await walk.replacePermissions(of: user)
                try await walk.flag(user)
            }
        }
    }
}
