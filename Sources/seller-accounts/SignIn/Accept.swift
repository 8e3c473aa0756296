import ArgumentParser
import NIOHTTP1
import SellerModel

/// Accepts an invitation: a new password, a QR code in the terminal, the first code.
struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "accept",
        "Accept an invitation and set up two-step verification.",
        example: "accept --link-file invitation.txt"
    )

    @Option(help: "A file with the link from the mail; - reads a line of standard input.")
    var linkFile: String
    @Option(help: "Your full legal name; asked for otherwise.") var name: String?
    @Option(help: "The server, if it is another than the link's.") var url: String?
    @Option(help: "A file with the new password; - reads a line of standard input.")
    var passwordFile: String?
    @Option(help: "A file with the code; - reads a line of standard input.")
    var codeFile: String?
    @Flag(help: "Answer in JSON: a line with otpauth_uri, then the result.") var json = false

    func run() async throws {
        let settings = try Settings.load()
        let link = try MailedLink(
            Asking(prompt: "Link: ", option: "--link-file", file: linkFile).answer()
        )
        let chosen = url ?? settings.explicitURL ?? link.origin ?? settings.serverURL
        let client = try APIClient(chosen ?? "")
        let offer = try await client.send(
            .POST,
            "/v1/invitations/inspect",
            ["token": .string(link.token)]
        ).body
        if !json { Output.line(describe(offer)) }
        if try await acceptSignedIn(link, offer: offer, settings: settings) { return }

        let view = try await makeLogin(client, link)
        let flow = SignInFlow(
            client: client,
            email: offer.text("email") ?? "",
            sessionFile: settings.sessionFile(),
            device: view.text("device"),
            codeFile: codeFile,
            json: json
        )
        try await flow.goOn(from: view, linkFile: nil)
    }

    private func makeLogin(
        _ client: APIClient,
        _ link: MailedLink
    ) async throws(CommandFailure) -> JSONValue {
        let asking = Asking(
            prompt: "Your full legal name: ",
            option: "--name",
            file: nil,
            hidden: false
        )
        let person = if let name { name } else { try asking.answer() }
        while true {
            let password = try newPassword()
            do throws(CommandFailure) {
                return try await client.send(
                    .POST,
                    "/v1/invitations/accept",
                    [
                        "token": .string(link.token), "name": .string(person),
                        "password": .string(password),
                    ]
                ).body
            } catch {
                let again = error.problem?.code == "password_not_acceptable"
                guard again, passwordFile == nil else { throw error }
                Output.complain("\(error.message)\n")
            }
        }
    }

    private func newPassword() throws(CommandFailure) -> String {
        let asking = Asking.password("New password (12 characters or more): ", file: passwordFile)
        while true {
            let password = try asking.answer()
            guard asking.canAskAgain else { return password }
            if try Asking.password("The same again: ", file: nil).answer() == password {
                return password
            }
            Output.complain("These were two different passwords.\n")
        }
    }

    /// A person who is signed in with the invited address joins with the login they have.
    private func acceptSignedIn(
        _ link: MailedLink,
        offer: JSONValue,
        settings: Settings
    ) async throws(CommandFailure) -> Bool {
        guard let stored = try StoredSession.load(settings.sessionFile()),
            let session = stored.session, stored.email == offer.text("email")
        else { return false }
        let client = try APIClient(stored.url, token: session)
        let answer = try await client.send(
            .POST,
            "/v1/invitations/accept",
            ["token": .string(link.token)]
        ).body
        Output.line(json ? answer.jsonText : "Accepted with the login of \(stored.email).")
        return true
    }

    private func describe(_ offer: JSONValue) -> String {
        let kind = offer.text("kind") ?? ""
        let by = offer.text("inviter").map { " by \($0)" } ?? ""
        let account = offer.text("account") ?? offer["account"]?.text("name") ?? "an account"
        return "Invited\(by) to \(account) as a \(kind) user, for \(offer.text("email") ?? "")."
    }
}
