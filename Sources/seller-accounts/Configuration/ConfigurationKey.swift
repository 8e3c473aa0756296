/// One setting: `--help`, the refusal of unknown names, the lookup and the configuration file all
/// come from this list.
struct ConfigurationKey: Sendable {
    /// The environment variable.
    let variable: String
    /// Its name in a configuration file; nil for what no file can say.
    let nameInFile: String?
    /// What holds when it is not set; nil where there is no default.
    let standard: String?
    let meaning: String

    /// A setting, which a configuration file names by its variable in small letters, without the
    /// prefix that all of ours have.
    init(_ variable: String, standard: String? = nil, inFile: Bool = true, _ meaning: String) {
        self.variable = variable
        nameInFile = inFile ? Self.nameInFile(of: variable) : nil
        self.standard = standard
        self.meaning = meaning
    }

    /// What every variable of ours begins with, but the one that other programs know too.
    static let prefix = "SELLER_ACCOUNTS_"

    private static func nameInFile(of variable: String) -> String {
        let hasPrefix = variable.hasPrefix(prefix)
        return (hasPrefix ? String(variable.dropFirst(prefix.count)) : variable).lowercased()
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
    static let trustedProxies = ConfigurationKey(
        "SELLER_ACCOUNTS_TRUSTED_PROXIES",
        "addresses of proxies whose X-Forwarded-For is believed, with commas between them"
    )
    static let configurationFile = ConfigurationKey(
        "SELLER_ACCOUNTS_CONFIG_FILE",
        inFile: false,
        "a file with settings, in YAML or JSON; --config names it too"
    )
    static let testDatabase = ConfigurationKey(
        "SELLER_ACCOUNTS_TEST_DATABASE",
        inFile: false,
        "the server for the tests; commands do not read it"
    )

    /// Every setting.
    static let all =
        [
            database, keyFile, origin, delivery, url, sessionFile, trustedProxies,
            configurationFile,
            testDatabase,
        ]
        + LimitKey.all.map(\.key)

    /// The settings that a configuration file can hold, by the names they have there.
    static let byNameInFile = Dictionary(
        uniqueKeysWithValues: all.compactMap { key in key.nameInFile.map { ($0, key) } }
    )

    /// One line for each setting: its name in a file, its variable, what it means, its default.
    static var help: String {
        all.map { key in
            let names = [key.nameInFile, key.variable].compactMap(\.self).joined(separator: ", ")
            let standard = key.standard.map { " (\($0))" } ?? ""
            return "  \(names): \(key.meaning)\(standard)"
        }.joined(separator: "\n")
    }
}
