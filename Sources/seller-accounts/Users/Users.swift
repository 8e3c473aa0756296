import ArgumentParser
import SellerModel

/// The users of an account.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "users",
        "List the users of an account.",
        example: "users list --account acc_…",
        [List.self]
    )

    /// Shows users, filtered.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List users, filtered by two-step verification, tool, level and state.",
            example: "users list --account acc_… --two-step missing"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Option(help: "missing, weak, turned_off or enrolled.") var twoStep: String?
        @Option(help: "Who holds a level on this tool.") var tool: String?
        @Option(help: "The level: view, edit or admin.") var level: String?
        @Option(help: "pending, active, suspended or removed.") var state: String?
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let filters = [
                ("two_step", twoStep), ("tool", tool), ("level", level), ("state", state),
            ]
            let query = filters.compactMap { name, value in value.map { (name, $0) } }
            let items = try await client.everything(
                "/v1/accounts/\(account.text)/users",
                query: query
            )
            if json { return Output.line(items.asAnswer) }
            Output.write(
                items.table(["id", "name", "email", "kind", "state", "two_step", "shared_login"])
            )
        }
    }
}
