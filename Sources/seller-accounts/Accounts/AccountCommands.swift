import ArgumentParser
import SellerModel
import SellerService

/// Accounts, as the operator makes them.
struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Open an account for its first primary user.",
        subcommands: [Create.self]
    )

    /// Opens an account and invites its primary; nobody gets access without accepting.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "create",
            "Open an account and invite its primary user by mail.",
            example: "account create --name 'My Shop' --email me@example.com"
        )

        @Option(help: "The account's name.") var name: String
        @Option(help: "The primary user's address.") var email: String
        @Option(help: "The primary user's name, for the mail.") var primaryName: String?
        @Flag(help: "Show the link too, instead of only mailing it.") var printLink = false
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let created = try await Settings.withService { service throws(SellerError) in
                try await service.createAccount(
                    name: name,
                    primaryEmail: email,
                    primaryName: primaryName
                )
            }
            if json {
                var members = [
                    JSONMember("account", .string(created.account.text)),
                    JSONMember("invitation", .string(created.invitation.text)),
                ]
                if printLink { members.append(JSONMember("link", .string(created.link))) }
                return Output.line(JSONValue.object(members).jsonText)
            }
            Output.line("Account \(created.account.text) waits for \(email) to accept")
            Output.line("the invitation \(created.invitation.text).")
            if printLink { Output.line(created.link) }
        }
    }
}
