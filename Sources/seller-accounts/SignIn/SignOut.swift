import ArgumentParser
import NIOHTTP1
import SellerModel

/// Ends the session here and at the server.
struct SignOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "sign-out",
        "End the session.",
        example: "sign-out"
    )

    @Flag(help: "Answer in JSON.") var json = false

    func run() async throws {
        let file = try Settings.load().sessionFile()
        guard var stored = try StoredSession.load(file), let session = stored.session else {
            throw CommandFailure(.denied, "Nobody is signed in.")
        }
        let client = try APIClient(stored.url, token: session)
        do throws(CommandFailure) {
            _ = try await client.send(.DELETE, "/v1/session")
        } catch {
            // A session that ended by itself is as good as signed out.
            guard error.problem?.code == "unauthenticated" else { throw error }
        }
        stored.session = nil
        stored.expiresAt = nil
        try stored.save(file)
        let answer: JSONValue = ["state": "signed_out"]
        Output.line(json ? answer.jsonText : "Signed out.")
    }
}
