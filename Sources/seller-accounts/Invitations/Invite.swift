import ArgumentParser
import FoundationEssentials
import NIOHTTP1
import SellerModel

/// Invites a person into an account; the link goes to their address.
struct Invite: AsyncParsableCommand {
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case secondary
        case partner
    }

    static let configuration = CommandConfiguration.verb(
        "invite",
        "Invite a person into an account.",
        example: "invite --account acc_… --name 'Ann Mai' --email ann@example.com "
            + "--grant orders=edit@de"
    )

    @Option(help: "The account.") var account: ID<Account>
    @Option(help: "The person's address.") var email: String
    @Option(help: "The person's name.") var name: String
    @Option(help: GrantArgument.help) var grant: [GrantArgument] = []
    @Option(help: "A colleague, or an outside firm's person.") var kind = Kind.secondary
    @Option(help: "The language of the mail.") var language: String?
    @Option(help: "A file with the code, should one be needed; - reads standard input.")
    var codeFile: String?
    @Flag(help: "Answer in JSON.") var json = false

    func run() async throws {
        let client = try Settings.load().signedInClient()
        var body = [
            JSONMember("name", .string(name)), JSONMember("email", .string(email)),
            JSONMember("kind", .string(kind.rawValue)),
            JSONMember("grants", .array(grant.map(\.json))),
        ]
        if let language { body.append(JSONMember("language", .string(language))) }
        let answer = try await client.sendWithStepUp(
            .POST,
            "/v1/accounts/\(account.text)/invitations",
            .object(body),
            headers: [("Idempotency-Key", UUID().uuidString)],
            codeFile: codeFile
        ).body
        if json { return Output.line(answer.jsonText) }
        let id = answer.text("id") ?? answer.text("invitation") ?? ""
        Output.line(
            "\(id): the link went to \(email), good until \(answer.text("expires_at") ?? "")."
        )
    }
}
