import Postgres
import SellerModel
import Testing

extension System {
    @Suite struct `The account of the main job` {
        @Test func `INV-03 · invitations are listed with their states, sent again and taken back`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                try fixture.keepSession(scene.ada, as: "ada")
                let first = try await fixture.invite(
                    "ben@example.com",
                    to: scene.account,
                    by: scene.ada
                )
                _ = try await fixture.invite("cy@example.com", to: scene.account, by: scene.ada)
                let open = try await invitations(scene)
                #expect(open.map(\.state) == ["accepted", "pending", "pending"])

                let ids = open.filter { $0.state == "pending" }.map(\.id)
                let onAccount = ["--account", scene.account]
                for (verb, id) in zip(["resend", "revoke"], ids) {
                    try await fixture.command(["invitations", verb] + onAccount + [id], as: "ada")
                }
                #expect(
                    try await invitations(scene).map(\.state) == ["accepted", "pending", "revoked"]
                )
                let second = try await fixture.mailedToken(to: "ben@example.com")
                #expect(second != first)
            }
        }

        private func invitations(
            _ scene: KillScene
        ) async throws -> [(id: String, state: String)] {
            let list = try await scene.fixture.command(
                ["invitations", "list", "--account", scene.account, "--json"],
                as: "ada"
            ).json
            let items = list.array("") + list.array("items")
            return items.map { ($0.string("email") ?? "", $0) }.sorted { $0.0 < $1.0 }.map {
                ($0.1.string("id") ?? "", $0.1.string("state") ?? "")
            }
        }

        @Test func `SEED-26 · a flag names both sides that the shared login reaches`() async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                let ben = try await scene.colleague("ben@example.com")
                let user = try await scene.userID(of: ben)
                let flagged = try await scene.post(
                    "shared-logins",
                    key: "flag",
                    [
                        "user": .string(user)
                    ]
                )
                #expect(flagged.status == 201, "\(flagged.text)")
                #expect(
                    flagged.json.array("reaches") == [.string("selling"), .string("buying")]
                )
                let security = flagged.json.array("risks").first { $0.string("kind") == "security" }
                #expect(security?.string("text")?.contains("buying account with its cards") == true)
            }
        }

        @Test func `SEED-07 · a report whose server dies is no report, and comes whole afterwards`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                try fixture.keepSession(scene.ada, as: "ada")
                _ = try await fixture.accept(
                    try await fixture.invite("ben@example.com", to: scene.account, by: scene.ada),
                    name: "Ben"
                )
                let arguments = [
                    "report", "missing-enrollment", "--account", scene.account, "--format", "csv",
                ]
                let held = try await HeldTable("two_step_method", of: fixture, fromReaders: true)
                let command = try fixture.start(arguments, as: "ada")
                try await held.untilSomebodyStops { !command.isRunning }
                await fixture.servers[0].killHard()
                await held.release()
                let cut = try await command.finish()
                #expect(cut.status == 5, "\(cut.complaints)")
                #expect(!cut.output.contains("ben@example.com"))
                try await fixture.servers[0].startAgain()
                let whole = try await fixture.command(arguments, as: "ada")
                #expect(whole.output.contains("ben@example.com"))
                #expect(!whole.output.contains("ada@example.com"))
            }
        }
    }
}
