import Postgres
import SellerModel
import Testing

extension System {
    @Suite struct `A server that dies while it works` {
        @Test(arguments: KilledRequest.all)
        func `SEED-02 SEED-23 INV-09 · a killed request is done as a whole or not at all`(
            _ request: KilledRequest
        ) async throws {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                let moments = Moment.allCases + [.sometime, .sometime]
                for (number, moment) in moments.enumerated() {
                    try await scene.kill(request, at: moment, number: number)
                }
            }
        }

        @Test func `SEED-23 · a wrong code whose server dies before it answers is counted`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let scene = try await KillScene(fixture)
                let attempt = try await fixture.startSignIn(scene.ada.email).string("attempt")
                let body: JSONValue = [
                    "method": .string(scene.ada.method),
                    "code": .string(try await scene.ada.app.wrongCode()),
                ]
                // The refusal's audit entry comes after the comparison, in its own transaction.
                let held = try await HeldTable("audit_entry", of: fixture)
                let client = fixture.client
                let asking = Task {
                    try? await client.ask("POST", "/v1/sign-in/code", token: attempt, body)
                }
                try await held.untilSomebodyStops { false }
                await fixture.servers[0].killHard()
                await held.release()
                try await fixture.untilDatabaseIsQuiet()
                #expect(await asking.value == nil)
                try await fixture.servers[0].startAgain()
                #expect(
                    try await fixture.count("SELECT failures::bigint FROM two_step_method") == 1
                )
                let again = try await client.ask("POST", "/v1/sign-in/code", token: attempt, body)
                #expect(again.code == "invalid_code", "\(again.text)")
                #expect(
                    try await fixture.count("SELECT failures::bigint FROM two_step_method") == 2
                )
            }
        }

        @Test
        func `INV-06 OWN-06 · an account whose command is killed was opened whole or not at all`()
            async throws
        {
            try await SystemFixture.run { fixture in
                let held = try await HeldTable("audit_entry", of: fixture)
                let arguments = [
                    "account", "create", "--name", "Lamps", "--email", "ada@example.com", "--json",
                ]
                let command = try fixture.start(arguments)
                try await held.untilSomebodyStops { !command.isRunning }
                await command.killHard()
                await held.release()
                try await fixture.untilDatabaseIsQuiet()
                let opened: SQL = """
                    SELECT
                        (SELECT count(*) FROM seller_account) + (SELECT count(*) FROM invitation)
                        + (SELECT count(*) FROM outbox_message)
                        + (SELECT count(*) FROM audit_entry)
                    """
                #expect(try await fixture.count(opened) == 0)
                try await fixture.command(arguments)
                #expect(try await fixture.count(opened) == 4)
            }
        }
    }
}
