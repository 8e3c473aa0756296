import ArgumentParser

/// The one program: what operators run on the host, and what admins run anywhere.
@main
struct SellerAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seller-accounts",
        abstract: "Accounts, users, permissions and two-step verification of sellers.",
        discussion: """
            Example:
              seller-accounts sign-in --email me@example.com

            Exit codes: 0 done · 1 anything else · 2 usage · 3 denied or not found · 4 conflict · \
            5 unavailable · 6 not enrolled, or a code is needed and there is no terminal.

            `seller-accounts serve --help` lists the settings of a configuration file and of the environment.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "For everybody",
                subcommands: [Accept.self, SignIn.self, SignOut.self, WhoAmI.self]
            ),
            CommandGroup(
                name: "For admins of an account",
                subcommands: [
                    Invite.self, Invitations.self, Users.self, Permissions.self,
                    SharedLogins.self, Report.self,
                ]
            ),
            CommandGroup(
                name: "For operators, on the host",
                subcommands: [
                    Serve.self, Database.self, AccountCommands.self, Services.self, Keys.self,
                    Messages.self, Demo.self,
                ]
            ),
        ]
    )

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        var command: any ParsableCommand
        do {
            command = try parseAsRoot(arguments)
        } catch {
            Exit.afterParsing(error, arguments)
        }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Exit.afterRunning(error, arguments)
        }
    }
}
