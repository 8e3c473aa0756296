import ArgumentParser
import Logging
import Postgres
import SellerModel
import SellerService
import SellerStore

/// A demo account, for looking around.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Fill an empty database with a demo account.",
        subcommands: [Load.self]
    )

    /// Makes the account by the same steps as everybody, and shows how to sign in.
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "load",
            "Make a demo account with users in several states; refuses a filled database.",
            example: "demo load"
        )

        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            try await requireEmpty()
            let people = try await Settings.withService { service throws(SellerError) in
                try await DemoAccount(service: service).make()
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

        /// A demo beside real people would be their risk: its passwords are known.
        private func requireEmpty() async throws(CommandFailure) {
            var logger = Logger(label: "seller-accounts")
            logger.logLevel = .error
            let wiring = try Wiring(try Settings.load(), logger: logger)
            try await wiring.requireCurrentSchema()
            let isFilled: Bool
            do {
                isFilled = try await wiring.pool.one(.isFilled)
            } catch {
                throw CommandFailure(database: error)
            }
            await wiring.close()
            if isFilled {
                throw CommandFailure(.conflict, "The database is in use: the demo stays away.")
            }
        }
    }
}
