/// One setting: `--help`, the refusal of unknown names and the lookup all come from this list.
struct ConfigurationKey: Sendable {
    /// The environment variable.
    let variable: String
    /// What holds when it is not set; nil where there is no default.
    let standard: String?
    let meaning: String

    init(_ variable: String, standard: String? = nil, _ meaning: String) {
        self.variable = variable
        self.standard = standard
        self.meaning = meaning
    }

    static let database = ConfigurationKey(
        "DATABASE_URL",
        "the database, as a connection string or URI of libpq"
    )
    static let keyFile = ConfigurationKey(
        "SELLER_ACCOUNTS_KEY_FILE",
        "the key ring that seals secrets, readable by its owner only"
    )
    static let origin = ConfigurationKey(
        "SELLER_ACCOUNTS_ORIGIN",
        standard: "http://localhost:8080",
        "what links in mails begin with"
    )
    static let delivery = ConfigurationKey(
        "SELLER_ACCOUNTS_DELIVERY",
        "how mail leaves: development keeps it in the outbox, for messages list"
    )
    static let url = ConfigurationKey(
        "SELLER_ACCOUNTS_URL",
        "the server that admin commands speak to (else the origin)"
    )
    static let sessionFile = ConfigurationKey(
        "SELLER_ACCOUNTS_SESSION_FILE",
        standard: "~/.local/state/seller-accounts/session",
        "where sign-in keeps its session"
    )
    static let testDatabase = ConfigurationKey(
        "SELLER_ACCOUNTS_TEST_DATABASE",
        "the server for the tests; commands do not read it"
    )

    /// Every setting.
    static let all =
        [database, keyFile, origin, delivery, url, sessionFile, testDatabase]
        + LimitKey.all.map(\.key)

    /// One line for each setting.
    static var help: String {
        all.map { key in
            let standard = key.standard.map { " (\($0))" } ?? ""
            return "  \(key.variable): \(key.meaning)\(standard)"
        }.joined(separator: "\n")
    }
}
