import FoundationEssentials
import SellerModel
import SellerWeb

/// The settings of this run, read once: what the environment says beats a configuration file, and
/// arguments beat both.
struct Settings: Sendable {
    private let values: [String: SettingValue]
    let limits: Limits
    let serverLimits: ServerLimits

    /// Reads the environment of the process, and the configuration file if one is named: as an
    /// argument, or else in the environment.
    static func load(file: String? = nil) throws(CommandFailure) -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let named = environment[ConfigurationKey.configurationFile.variable] ?? ""
        guard let path = file ?? (named.isEmpty ? nil : named) else {
            return try Settings(environment)
        }
        return try Settings(environment, file: try ConfigurationFile(path: path))
    }

    /// Reads an environment; names of ours that are not settings, and values out of range, are
    /// refused, because a misspelt limit is a limit that does not hold.
    init(
        _ environment: [String: String],
        file: ConfigurationFile? = nil
    ) throws(CommandFailure) {
        let known = Set(ConfigurationKey.all.map(\.variable))
        let unknown = environment.keys.filter { $0.hasPrefix(ConfigurationKey.prefix) }
            .filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw CommandFailure(
                .usage,
                "No such setting: \(unknown.joined(separator: ", ")). `seller-accounts serve --help` "
                    + "lists them."
            )
        }
        var values = file?.values ?? [:]
        // Empty is how a shell says "not set".
        for (variable, text) in environment where known.contains(variable) && !text.isEmpty {
            values[variable] = SettingValue(text: text, place: variable)
        }
        self.values = values
        let limits = try Self.limits(values)
        self.limits = limits.product
        serverLimits = limits.server
    }

    private static func limits(
        _ values: [String: SettingValue]
    ) throws(CommandFailure) -> SettableLimits {
        var limits = SettableLimits()
        for limit in LimitKey.all {
            guard let setting = values[limit.key.variable] else { continue }
            guard let value = limit.value(of: setting.text) else {
                throw CommandFailure(.usage, "\(setting.place) \(limit.demand).")
            }
            limit.set(&limits, value)
        }
        return limits
    }

    /// A setting's value, or its default, or nil.
    func optional(_ key: ConfigurationKey) -> String? {
        explicit(key) ?? key.standard
    }

    /// A setting that must be there.
    func required(_ key: ConfigurationKey) throws(CommandFailure) -> String {
        guard let value = optional(key) else {
            throw CommandFailure(.usage, "\(key.variable) is not set: \(key.meaning).")
        }
        return value
    }

    /// A setting's value where somebody gave one.
    private func explicit(_ key: ConfigurationKey) -> String? { values[key.variable]?.text }
}

extension Settings {
    /// What links begin with: http or https, a host, no path.
    func origin() throws(CommandFailure) -> String {
        let text = try required(.origin)
        guard let origin = ServerAddress(text) else {
            throw CommandFailure(
                .usage,
                "\(place(of: .origin)) must be like https://accounts.example, without a path."
            )
        }
        return origin.text
    }

    /// The proxies whose word is taken; each has to be an address, because a name could become
    /// another's.
    func trustedProxies() throws(CommandFailure) -> [String] {
        guard let text = optional(.trustedProxies) else { return [] }
        let proxies = text.split(separator: ",", omittingEmptySubsequences: false).map { proxy in
            String(proxy.trimmingPrefix { $0 == " " })
        }
        guard proxies.allSatisfy(WebConfiguration.isAddress) else {
            throw CommandFailure(
                .usage,
                "\(place(of: .trustedProxies)) must be addresses like 10.0.0.1, 2001:db8::1."
            )
        }
        return proxies
    }

    /// Where a setting stands, for a sentence that refuses it.
    func place(of key: ConfigurationKey) -> String {
        values[key.variable]?.place ?? key.variable
    }

    /// The server that somebody named on purpose.
    var explicitURL: String? { explicit(.url) }

    /// The server that admin commands speak to when nothing else says so.
    var serverURL: String? { explicitURL ?? optional(.origin) }

    /// Where the session is kept.
    func sessionFile() -> String {
        if let named = explicit(.sessionFile) { return named }
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? "."
        let state = environment["XDG_STATE_HOME"] ?? "\(home)/.local/state"
        return "\(state)/seller-accounts/session"
    }
}
