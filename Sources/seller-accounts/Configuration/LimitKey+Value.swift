extension LimitKey {
    /// The limit that a text states in plain digits; nil when it states none within the range.
    func value(of text: String) -> Int64? {
        // Written as Swift writes it: a sign or a zero in front means something else to YAML.
        guard let value = Int64(text), String(value) == text, range.contains(value) else {
            return nil
        }
        return value
    }

    /// What a value has to be, for the sentence that refuses another one.
    var demand: String {
        "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
    }

    /// The limits, by their environment variables.
    static let byVariable = Dictionary(uniqueKeysWithValues: all.map { ($0.key.variable, $0) })
}
