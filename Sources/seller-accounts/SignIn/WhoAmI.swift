import ArgumentParser
import NIOHTTP1
import SellerModel

/// Shows whose session this is and what it may do where.
struct WhoAmI: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "whoami",
        "Show the login, its accounts and levels.",
        example: "whoami"
    )

    @Flag(help: "Answer in JSON.") var json = false

    func run() async throws {
        let client = try Settings.load().signedInClient()
        let body = try await client.send(.GET, "/v1/session").body
        if json { return Output.line(body.jsonText) }
        Output.line("\(body.text("name") ?? "") <\(body.text("email") ?? "")>")
        Output.line("Signed in until \(body.text("expires_at") ?? "").\n")
        var table = Table(["account", "name", "user", "kind", "state", "levels"])
        for account in body.elements("accounts") {
            let levels = account.elements("levels").map(Grants.text)
            let cells = ["id", "name", "user", "kind", "state"].map { account[$0]?.cell ?? "-" }
            table.add(cells + [levels.isEmpty ? "-" : levels.joined(separator: ", ")])
        }
        Output.write(table.text)
    }
}
