import NIOHTTP1
import SellerModel

/// What follows a right password, up to the session: the same for signing in and for accepting.
struct SignInFlow {
    let client: APIClient
    let email: String
    let sessionFile: String
    let device: String?
    let codeFile: String?
    let json: Bool

    /// Does what the attempt waits for, or says what has to happen first.
    func goOn(from view: JSONValue, linkFile: String?) async throws(CommandFailure) {
        guard let token = view.text("attempt") else {
            throw CommandFailure(.failed, "The server's answer to the password is not understood.")
        }
        try await goOn(from: view, as: client.with(token), linkFile: linkFile)
    }

    private func goOn(
        from view: JSONValue,
        as attempt: APIClient,
        linkFile: String?
    ) async throws(CommandFailure) {
        switch view.text("state") {
        case "code_required":
            let asking = Asking.code("Code: ", file: codeFile)
            let method = MethodChoice.preferred(of: view)
            try keep(await attempt.giveCode(asking, method: method, to: "/v1/sign-in/code"))
        case "enrollment_required":
            try await enroll(as: attempt)
        case "mailbox_confirmation_required":
            try await confirmMailbox(view, as: attempt, linkFile: linkFile)
        case "recovery_required":
            throw CommandFailure(
                .codeNeeded,
                "This login has no method left that can give a code. Only account recovery, "
                    + "decided by two reviewers, leads on; nobody can skip it."
            )
        default:
            throw CommandFailure(.failed, "This state of the sign-in is not known to this program.")
        }
    }

    /// A login that never enrolled has to show that its mailbox is the person's; so has an unknown
    /// device, once the password counts as known to others.
    private func confirmMailbox(
        _ view: JSONValue,
        as attempt: APIClient,
        linkFile: String?
    ) async throws(CommandFailure) {
        guard let linkFile else {
            _ = try await attempt.send(.POST, "/v1/sign-in/mailbox-link")
            let reason =
                view.text("help_topic") == "confirm-device"
                ? "Wrong codes were given for this login again and again, so its password may be "
                    + "known to others, and this device is new to it."
                : "Two-step verification is not set up for this login yet, and a password alone "
                    + "does not set it up."
            throw CommandFailure(
                .codeNeeded,
                "\(reason) A link is on its way to \(email): open it, or sign in again with "
                    + "--link-file F, where F holds the link."
            )
        }
        let link = try MailedLink(Files.firstLine(linkFile))
        let view = try await attempt.send(
            .POST,
            "/v1/sign-in/ticket",
            ["ticket": .string(link.token)]
        ).body
        try await goOn(from: view, as: attempt, linkFile: nil)
    }

    /// Adds the first method and gives its first code, which opens the session.
    private func enroll(as attempt: APIClient) async throws(CommandFailure) {
        let method = try await attempt.send(
            .POST,
            "/v1/sign-in/methods",
            ["kind": "authenticator_app", "name": "Authenticator app"]
        ).body
        guard let id = method.text("id"), let address = method.text("otpauth_uri") else {
            throw CommandFailure(.failed, "The server's answer to the method is not understood.")
        }
        show(address, secret: method.text("secret"))
        let asking = Asking.code("Code that the app shows: ", file: codeFile)
        let path = "/v1/sign-in/methods/\(id)/confirm"
        try keep(await attempt.giveCode(asking, method: nil, to: path))
    }

    private func show(_ address: String, secret: String?) {
        if json {
            let line: JSONValue = ["otpauth_uri": .string(address), "secret": .optional(secret)]
            return Output.line(line.jsonText)
        }
        Output.line("Two-step verification protects this login. Scan this with an app such as")
        Output.line("Aegis, Google Authenticator or 1Password:\n")
        if Output.isTerminal, let drawing = QRDrawing.text(of: address) { Output.line(drawing) }
        Output.line(address)
        if let secret { Output.line("\nOr type this key into the app: \(secret)") }
    }

    private func keep(_ signedIn: JSONValue) throws(CommandFailure) {
        guard let session = signedIn.text("session") else {
            throw CommandFailure(.failed, "The server's answer to the code is not understood.")
        }
        let stored = StoredSession(
            url: client.server.text,
            email: email,
            session: session,
            device: device,
            expiresAt: signedIn.text("expires_at")
        )
        try stored.save(sessionFile)
        let end = stored.expiresAt ?? ""
        if json {
            let answer: JSONValue = [
                "state": "signed_in", "email": .string(email), "expires_at": .string(end),
            ]
            Output.line(answer.jsonText)
        } else {
            Output.line("Signed in as \(email) until \(end).")
        }
    }
}
