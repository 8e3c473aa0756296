import Yams

/// The settings of a configuration file: one flat mapping, in YAML or in JSON, which is YAML too.
///
/// Whatever it holds is checked, also what the environment overrides: a file that is wrong in one
/// line is not half in force.
struct ConfigurationFile: Sendable {
    /// What a setting is given, by its environment variable.
    let values: [String: SettingValue]

    /// Reads a file; one sentence says what is wrong with it, where, and what to do.
    init(path: String) throws(CommandFailure) {
        guard !Files.isChangeableByOthers(path) else {
            throw CommandFailure(
                .usage,
                "\(path) can be written by others, who could lift every limit: chmod go-w \(path)"
            )
        }
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path)
        } catch {
            throw CommandFailure(
                .usage,
                "\(error.message.dropLast()); name the configuration file with --config FILE or "
                    + "\(ConfigurationKey.configurationFile.variable)."
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.usage, "\(path) is not UTF-8: save it as UTF-8.")
        }
        try self.init(text, path: path)
    }

    /// Reads the text of a file, whose path is for the sentences.
    init(_ text: String, path: String) throws(CommandFailure) {
        var values: [String: SettingValue] = [:]
        for (name, value) in try Self.pairs(text, path) {
            let entry = try ConfigurationEntry(name, value, path)
            guard values.updateValue(entry.value, forKey: entry.key.variable) == nil else {
                throw ConfigurationEntry.doubled(entry.name, entry.place)
            }
        }
        self.values = values
    }

    private static func pairs(
        _ text: String,
        _ path: String
    ) throws(CommandFailure) -> [(key: Node, value: Node)] {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch let error as YamlError {
            throw unreadable(error, path)
        } catch {
            throw CommandFailure(.usage, "\(path) cannot be read as YAML: \(error)")
        }
        // Nothing but comments: a template that nobody has filled in yet.
        guard let root, root.tag != Tag(.null) else { return [] }
        guard let mapping = root.mapping else {
            throw CommandFailure(
                .usage,
                "\(path) must hold settings, one a line, as `attempt_seconds: 600`."
            )
        }
        return Array(mapping)
    }

    /// The parser's reason without the text around it, which may hold the database's password.
    private static func unreadable(_ error: YamlError, _ path: String) -> CommandFailure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            CommandFailure(
                .usage,
                "\(path), line \(mark.line): this is neither YAML nor JSON (\(problem)); "
                    + "correct the line."
            )
        case .duplicatedKeysInMapping(let names, let context):
            ConfigurationEntry.doubled(
                names.first ?? "",
                SettingPlace.of(context.mark.line, path)
            )
        case .reader(let problem, _, _, _):
            CommandFailure(
                .usage,
                "\(path) is neither YAML nor JSON (\(problem)); save it as plain text."
            )
        default:
            CommandFailure(.usage, "\(path) cannot be read as YAML; write it anew.")
        }
    }
}

/// A value with the words that say where it stands.
struct SettingValue: Sendable {
    let text: String
    /// As `SELLER_ACCOUNTS_ORIGIN`, or `accounts.yaml, line 3: origin`.
    let place: String
}

/// Where something of a configuration file stands, in words.
enum SettingPlace {
    /// A line, which the parser knows of everything it read.
    static func of(_ line: Int?, _ path: String) -> String {
        line.map { "\(path), line \($0)" } ?? path
    }
}
