import ArgumentParser
import NIOHTTP1
import SellerModel

/// What users may do.
struct Permissions: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "permissions",
        "Show and set what a user may do.",
        example: "permissions show --account acc_… usr_…",
        [Show.self, Set.self]
    )

    /// Shows the grants of a user.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show the grants of a user.",
            example: "permissions show --account acc_… usr_…"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Argument(help: "The user.") var user: ID<User>
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let path = "/v1/accounts/\(account.text)/users/\(user.text)/permissions"
            let body = try await client.send(.GET, path).body
            if json { return Output.line(body.jsonText) }
            if body["primary"] == .bool(true) {
                Output.line("The primary holds everything, without any grant.")
            }
            Output.write(body.elements("grants").table(Permissions.columns))
        }
    }

    /// Replaces the whole set of a user's grants.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "set",
            "Replace the whole set of a user's grants.",
            example: "permissions set --account acc_… usr_… --grant orders=edit --dry-run"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Argument(help: "The user.") var user: ID<User>
        @Option(help: GrantArgument.help) var grant: [GrantArgument] = []
        @Flag(help: "Take every grant away.") var none = false
        @Flag(help: "Show the difference and change nothing.") var dryRun = false
        @Option(help: "A file with the code, should one be needed; - reads standard input.")
        var codeFile: String?
        @Flag(help: "Answer in JSON.") var json = false

        func validate() throws {
            guard grant.isEmpty == none else {
                throw ValidationError("Name the grants with --grant, or give --none, not both.")
            }
        }

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let path = "/v1/accounts/\(account.text)/users/\(user.text)/permissions"
            // The set that the person has seen is the one that is replaced, or nothing is.
            guard let tag = try await client.send(.GET, path).etag else {
                throw CommandFailure(.failed, "The server's answer is not understood.")
            }
            let body = try await client.sendWithStepUp(
                .PUT,
                path + (dryRun ? "?dry_run=true" : ""),
                ["grants": .array(grant.map(\.json))],
                headers: [("If-Match", tag)],
                codeFile: codeFile
            ).body
            if json { return Output.line(body.jsonText) }
            let raised = body.elements("raised").map { "  + \(Grants.text($0))" }
            let lowered = body.elements("lowered").map { "  - \(Grants.text($0))" }
            Output.line(dryRun ? "This would change:" : "Changed:")
            Output.line((raised + lowered).joined(separator: "\n"))
            if dryRun, body["step_up_needed"] == .bool(true) {
                Output.line("It would need a fresh code.")
            }
        }
    }

    private static let columns = ["tool", "level", "scope", "expires_at", "given_by", "given_at"]
}
