import ArgumentParser
import FoundationEssentials
import NIOHTTP1
import SellerModel

/// Logins that several people use.
struct SharedLogins: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "shared-logins",
        "List logins that several people use, and flag one.",
        example: "shared-logins list --account acc_…",
        [List.self, Flag.self]
    )

    /// Shows the findings.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List the findings of an account.",
            example: "shared-logins list --account acc_…"
        )

        @Option(help: "The account.") var account: ID<Account>
        @ArgumentParser.Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let items = try await client.everything("/v1/accounts/\(account.text)/shared-logins")
            if json { return Output.line(items.asAnswer) }
            Output.write(items.table(["id", "user", "kind", "level", "created_at", "note"]))
        }
    }

    /// Declares a login as shared; nobody is locked out by it.
    struct Flag: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "flag",
            "Flag a user's login as shared. It blocks nobody.",
            example: "shared-logins flag --account acc_… --user usr_… --note 'The whole desk'"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Option(help: "The user whose login it is.") var user: ID<User>
        @Option(help: "What you saw.") var note: String?
        @ArgumentParser.Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            var body = [JSONMember("user", .string(user.text))]
            if let note { body.append(JSONMember("note", .string(note))) }
            let answer = try await client.send(
                .POST,
                "/v1/accounts/\(account.text)/shared-logins",
                .object(body),
                headers: [("Idempotency-Key", UUID().uuidString)]
            ).body
            if json { return Output.line(answer.jsonText) }
            Output.line("\(answer.text("id") ?? ""): flagged; nobody is locked out.")
            for risk in answer.elements("risks") {
                Output.line("  \(risk.text("kind") ?? risk.cell): \(risk.text("text") ?? "")")
            }
            if let advice = answer.text("recommendation") { Output.line(advice) }
        }
    }
}
