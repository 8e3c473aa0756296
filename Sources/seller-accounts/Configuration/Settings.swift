import FoundationEssentials
import SellerModel

/// The settings of this run, read once.
struct Settings: Sendable {
    fileprivate let values: [String: String]
    let limits: Limits

    /// Reads the environment of the process.
    static func load() throws(CommandFailure) -> Settings {
        try Settings(ProcessInfo.processInfo.environment)
    }

    /// Reads an environment; names of ours that are not settings, and values out of range, are
    /// refused, because a misspelt limit is a limit that does not hold.
    init(_ environment: [String: String]) throws(CommandFailure) {
        let known = Set(ConfigurationKey.all.map(\.variable))
        let unknown = environment.keys.filter { $0.hasPrefix("SELLER_ACCOUNTS_") }
            .filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw CommandFailure(
                .usage,
                "No such setting: \(unknown.joined(separator: ", ")). `seller-accounts serve --help` "
                    + "lists them."
            )
        }
        values = environment.filter { known.contains($0.key) && !$0.value.isEmpty }
        var limits = Limits()
        for limit in LimitKey.all {
            guard let text = values[limit.key.variable] else { continue }
            guard let value = Int64(text), limit.range.contains(value) else {
                throw CommandFailure(
                    .usage,
                    "\(limit.key.variable) must be a whole number from \(limit.range.lowerBound) "
                        + "to \(limit.range.upperBound)."
                )
            }
            limit.set(&limits, value)
        }
        self.limits = limits
    }

    /// A setting's value, or its default, or nil.
    func optional(_ key: ConfigurationKey) -> String? {
        values[key.variable] ?? key.standard
    }

    /// A setting that must be there.
    func required(_ key: ConfigurationKey) throws(CommandFailure) -> String {
        guard let value = optional(key) else {
            throw CommandFailure(.usage, "\(key.variable) is not set: \(key.meaning).")
        }
        return value
    }

    /// What links begin with: http or https, a host, no path.
    func origin() throws(CommandFailure) -> String {
        let text = try required(ConfigurationKey.origin)
        guard let origin = ServerAddress(text) else {
            throw CommandFailure(
                .usage,
                "SELLER_ACCOUNTS_ORIGIN must be like https://accounts.example, without a path."
            )
        }
        return origin.text
    }

    /// The server that admin commands speak to when nothing else says so.
    var serverURL: String? {
        values[ConfigurationKey.url.variable] ?? optional(ConfigurationKey.origin)
    }

    /// Where the session is kept.
    func sessionFile() -> String {
        if let named = values[ConfigurationKey.sessionFile.variable] { return named }
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? "."
        let state = environment["XDG_STATE_HOME"] ?? "\(home)/.local/state"
        return "\(state)/seller-accounts/session"
    }
}

extension Settings {
    /// The server that somebody named on purpose.
    var explicitURL: String? { values[ConfigurationKey.url.variable] }
}
