import ArgumentParser
import SellerModel
import SellerService

/// Accounts, as the operator makes them.
struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "account",
        "Open an account for its first primary user.",
        example: "account create --name 'My Shop' --email me@example.com",
        [Create.self, InvitePrimary.self]
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
        @OptionGroup var configuration: ConfigurationOptions

        func run() async throws {
            let created = try await configuration.load().withService {
                service throws(SellerError) in
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

    /// Mails the first primary a new link, should the invitation have lapsed or its mail be lost.
    struct InvitePrimary: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "invite-primary",
            "Send the invitation of an account that is still opening again.",
            example: "account invite-primary --account acc_…"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Flag(help: "Show the link too, instead of only mailing it.") var printLink = false
        @Flag(help: "Answer in JSON.") var json = false
        @OptionGroup var configuration: ConfigurationOptions

        func run() async throws {
            let sent = try await configuration.load().withService { service throws(SellerError) in
                try await service.invitePrimary(of: account)
            }
            if json {
                var members = [
                    JSONMember("account", .string(account.text)),
                    JSONMember("invitation", .string(sent.invitation.text)),
                    JSONMember("email", .string(sent.email)),
                    JSONMember("expires_at", .string(sent.expiresAt.rfc3339)),
                ]
                if printLink { members.append(JSONMember("link", .string(sent.link))) }
                return Output.line(JSONValue.object(members).jsonText)
            }
            Output.line("A new link is on its way to \(sent.email); the older one is void.")
            if printLink { Output.line(sent.link) }
        }
    }
}
