import ArgumentParser
import NIOHTTP1
import SellerModel

/// Signs in with a password and a code, and keeps the session for the commands after it.
struct SignIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "sign-in",
        "Sign in with password and code.",
        example: "sign-in --email me@example.com"
    )

    @Option(help: "The login's address.") var email: String
    @Option(help: "The server, as https://host:port.") var url: String?
    @Option(help: "A file with the password; - reads a line of standard input.")
    var passwordFile: String?
    @Option(help: "A file with the code; - reads a line of standard input.")
    var codeFile: String?
    @Option(
        help: """
            A file with the link from the mailbox, where an enrollment waits for it, or a device \
            that is new to a login whose password others may know.
            """
    )
    var linkFile: String?
    @Flag(help: "Answer in JSON.") var json = false

    func run() async throws {
        let settings = try Settings.load()
        let file = settings.sessionFile()
        let earlier = try StoredSession.load(file)
        let chosen = url ?? settings.explicitURL ?? earlier?.url ?? settings.serverURL
        let client = try APIClient(chosen ?? "")
        let known = earlier.flatMap { $0.email == email && $0.url == client.server.text ? $0 : nil }
        let password = try Asking.password("Password: ", file: passwordFile).answer()
        var body = [
            JSONMember("email", .string(email)), JSONMember("password", .string(password)),
        ]
        if let device = known?.device { body.append(JSONMember("device", .string(device))) }
        let view = try await client.send(.POST, "/v1/sign-in", .object(body)).body
        let flow = SignInFlow(
            client: client,
            email: email,
            sessionFile: file,
            device: view.text("device") ?? known?.device,
            codeFile: codeFile,
            json: json
        )
        try await flow.goOn(from: view, linkFile: linkFile)
    }
}
