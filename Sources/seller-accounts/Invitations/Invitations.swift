import ArgumentParser
import NIOHTTP1
import SellerModel

/// The invitations of an account.
struct Invitations: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "invitations",
        "List invitations, send one again, take one back.",
        example: "invitations list --account acc_…",
        [List.self, Resend.self, Revoke.self]
    )

    /// Shows all of them with their state.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List the invitations of an account.",
            example: "invitations list --account acc_…"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let items = try await client.everything("/v1/accounts/\(account.text)/invitations")
            if json { return Output.line(items.asAnswer) }
            let columns = ["id", "email", "name", "kind", "state", "expires_at"]
            Output.write(items.table(columns))
        }
    }

    /// Sends a new link; the older one is void.
    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "resend",
            "Send a new link; the older one is void.",
            example: "invitations resend --account acc_… inv_…"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Argument(help: "The invitation.") var invitation: ID<Invitation>
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let path = "/v1/accounts/\(account.text)/invitations/\(invitation.text)/resend"
            let body = try await client.send(.POST, path).body
            Output.line(json ? body.jsonText : "A new link is on its way; the older one is void.")
        }
    }

    /// Takes an invitation back.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "revoke",
            "Take an invitation back.",
            example: "invitations revoke --account acc_… inv_…"
        )

        @Option(help: "The account.") var account: ID<Account>
        @Argument(help: "The invitation.") var invitation: ID<Invitation>
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let client = try Settings.load().signedInClient()
            let path = "/v1/accounts/\(account.text)/invitations/\(invitation.text)"
            _ = try await client.send(.DELETE, path)
            let answer: JSONValue = [
                "invitation": .string(invitation.text), "state": "revoked",
            ]
            Output.line(json ? answer.jsonText : "Taken back.")
        }
    }
}
