import ArgumentParser
import Postgres
import SellerModel
import SellerService
import SellerStore

/// A demo account, for looking around.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "demo",
        "Fill an empty database with a demo account.",
        example: "demo load",
        [Load.self]
    )

    /// Makes the account by the same steps as everybody, and shows how to sign in.
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "load",
            "Make a demo account with users in several states; refuses a filled database.",
            example: "demo load"
        )

        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let settings = try configuration.load()
            let people = try await settings.withWiring { wiring throws(CommandFailure) in
                try await requireEmpty(wiring.pool)
                do throws(SellerError) {
                    return try await DemoAccount(service: wiring.service).make()
                } catch {
                    throw CommandFailure(error)
                }
            }
            if json { return Output.line(people.map(\.json).asAnswer) }
            var table = Table(["name", "email", "password", "state", "key for the app"])
            for person in people {
                table.add([
                    person.name, person.email, person.password ?? "-", person.state,
                    person.secret ?? "-",
                ])
            }
            Output.write(table.text)
            Output.line("\nA code: oathtool --totp -b KEY")
        }

        /// A demo beside real people would be their risk: whoever sees what it prints can sign in.
        private func requireEmpty(_ pool: PostgresPool) async throws(CommandFailure) {
            let isFilled: Bool
            do {
                isFilled = try await pool.one(.isFilled)
            } catch {
                throw CommandFailure(database: error)
            }
            if isFilled {
                throw CommandFailure(.conflict, "The database is in use: the demo stays away.")
            }
        }
    }
}
