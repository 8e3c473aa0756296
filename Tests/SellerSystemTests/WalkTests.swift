import SellerModel
import Testing

extension System {
    @Suite struct `The main job from a script` {
        @Test
        func
            `SEED-09 SEED-30 PERM-04 SEED-06 SEED-25 · files, JSON and exit codes do for a script`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let walk = try await Walk(fixture)
                try await walk.signIn()
                let attempt = try await walk.inviteUpToTheFirstCode()
                #expect(try await walk.missing() == ["ben@example.com"])
                try await walk.reachesNothing(attempt)
                try await walk.enroll(attempt)
                #expect(try await walk.missing() == [])
                let ben = try #require(try await walk.user("ben@example.com"))
                #expect(ben.string("state") == "active")
                let user = try #require(ben.string("id"))
                try await walk.replacePermissions(of: user)
                try await walk.flag(user)
            }
        }
    }
}
