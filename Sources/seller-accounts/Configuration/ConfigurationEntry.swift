import Yams

/// One line of a configuration file, as the list of settings knows it.
struct ConfigurationEntry {
    let key: ConfigurationKey
    let name: String
    let value: SettingValue
    /// The file and the line.
    let place: String

    /// Reads a name and its value; refuses unknown names, nested values, wrong types and numbers
    /// out of range.
    init(_ name: Node, _ value: Node, _ path: String) throws(CommandFailure) {
        place = SettingPlace.of(name.mark?.line, path)
        guard let text = name.scalar?.string else {
            throw CommandFailure(.usage, "\(place): a setting's name must be text; \(Self.list).")
        }
        guard let key = ConfigurationKey.byNameInFile[text] else {
            throw CommandFailure(
                .usage,
                "\(place): there is no setting `\(Self.shown(text))`; \(Self.list)."
            )
        }
        self.key = key
        self.name = text
        let problem: String
        switch Self.text(of: value, for: key) {
        case .success(let text):
            self.value = SettingValue(text: text, place: "\(place): \(self.name)")
            return
        case .failure(let refusal): problem = refusal.words
        }
        throw CommandFailure(.usage, "\(place): `\(self.name)` \(problem).")
    }

    /// The refusal of a name that stands twice: which of the two was meant, nobody knows.
    static func doubled(_ name: String, _ place: String) -> CommandFailure {
        CommandFailure(.usage, "\(place): `\(shown(name))` stands twice; keep one of them.")
    }

    private static let list = "`seller-accounts serve --help` lists the settings"

    private struct Refusal: Error { let words: String }

    private static func text(
        of node: Node,
        for key: ConfigurationKey
    ) -> Result<String, Refusal> {
        guard let scalar = node.scalar else {
            return .failure(Refusal(words: "takes one value; write no list and no mapping there"))
        }
        if node.tag == Tag(.null) || scalar.string.isEmpty {
            return .failure(Refusal(words: "has no value; give it one, or take the line out"))
        }
        if let limit = LimitKey.byVariable[key.variable] {
            guard node.tag == Tag(.int), limit.value(of: scalar.string) != nil else {
                return .failure(Refusal(words: limit.demand))
            }
            return .success(scalar.string)
        }
        guard node.tag == Tag(.str) else {
            return .failure(Refusal(words: "must be text; put the value into quotes"))
        }
        guard !scalar.string.unicodeScalars.contains(where: isControl) else {
            return .failure(Refusal(words: "must be one line of text"))
        }
        return .success(scalar.string)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }

    /// A name as a terminal may show it: a wrong file can hold anything.
    private static func shown(_ text: String) -> String {
        let kept = text.unicodeScalars.prefix(40).map { isControl($0) ? "?" : String($0) }
        return kept.joined()
    }
}
