import SellerModel

/// What sign-in leaves for the commands after it, in a file that only its owner can read.
struct StoredSession: Sendable {
    let url: String
    let email: String
    /// The session's token; nil after signing out.
    var session: String?
    /// What this program is known by at the server; it stands for nothing else.
    var device: String?
    var expiresAt: String?

    /// Reads the file; nil when there is none.
    static func load(_ path: String) throws(CommandFailure) -> StoredSession? {
        guard let isPrivate = Files.isPrivate(path) else { return nil }
        guard isPrivate else {
            throw CommandFailure(
                .denied,
                "\(path) can be read by others: chmod 600 it, or remove it and sign in again."
            )
        }
        guard let value = try? JSONParser.parse(Files.read(path)), let url = value.text("url"),
            let email = value.text("email")
        else {
            throw CommandFailure(.failed, "\(path) is no session: remove it and sign in again.")
        }
        return StoredSession(
            url: url,
            email: email,
            session: value.text("session"),
            device: value.text("device"),
            expiresAt: value.text("expires_at")
        )
    }

    /// Writes the file, in the place of an older one.
    func save(_ path: String) throws(CommandFailure) {
        Files.makeFolders(above: path)
        let value: JSONValue = [
            "url": .string(url), "email": .string(email), "session": .optional(session),
            "device": .optional(device), "expires_at": .optional(expiresAt),
        ]
        try Files.replace(path, value.serialized() + [UInt8(ascii: "\n")], mode: 0o600)
    }
}

extension Settings {
    /// A client that is signed in as whoever signed in last.
    func signedInClient() throws(CommandFailure) -> APIClient {
        guard let stored = try StoredSession.load(sessionFile()), let session = stored.session
        else {
            throw CommandFailure(
                .denied,
                "Nobody is signed in. Sign in: seller-accounts sign-in --email E"
            )
        }
        return try APIClient(stored.url, token: session)
    }
}
