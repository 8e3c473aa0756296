import SellerModel

/// The query of a request. Unknown and doubled names are refused: two readers that choose
/// different ones of two values can be played against each other.
struct QueryParameters: Sendable {
    private let values: [String: String]

    /// Parses `a=b&c=d`, percent-encoded UTF-8, with names of `allowed` only.
    init(_ text: String, allowed: Set<String>) throws(SellerError) {
        var values: [String: String] = [:]
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = parts.first.flatMap({ PercentText.decoded($0) }),
                allowed.contains(name)
            else {
                throw Self.malformed("query", "A parameter of the query is not known.")
            }
            guard parts.count == 2, let value = parts.last.flatMap({ PercentText.decoded($0) })
            else {
                throw Self.malformed(name, "This parameter has no value, or not one in UTF-8.")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Self.malformed(name, "This parameter is doubled.")
            }
        }
        self.values = values
    }

    /// The value of a parameter, if it was sent.
    func text(_ name: String) -> String? { values[name] }

    /// The value of a parameter of at most so many code points, if it was sent.
    func text(_ name: String, longest: Int) throws(SellerError) -> String? {
        guard let text = values[name] else { return nil }
        guard (1...longest).contains(text.unicodeScalars.count) else {
            throw Self.malformed(name, "This must have 1 to \(longest) characters.")
        }
        return text
    }

    /// A value of a closed list, if it was sent.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        _ choices: Choice.Type
    ) throws(SellerError) -> Choice? where Choice.RawValue == String {
        guard let text = values[name] else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw Self.malformed(name, "This must be one of \(known).")
    }

    /// `true` or `false`; false when it was not sent.
    func flag(_ name: String) throws(SellerError) -> Bool {
        switch values[name] {
        case nil, "false": return false
        case "true": return true
        default: throw Self.malformed(name, "This must be true or false.")
        }
    }

    /// How many items a page has: 50, or what was asked for up to 200.
    func limit() throws(SellerError) -> Int {
        guard let text = values["limit"] else { return 50 }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let limit = Int(text),
            (1...200).contains(limit)
        else { throw Self.malformed("limit", "This must be a number from 1 to 200.") }
        return limit
    }

    private static func malformed(_ name: String, _ detail: String) -> SellerError {
        SellerError(
            .malformed,
            "The query is not as the contract says.",
            fields: [.init(.parameter(name), .malformed, detail)]
        )
    }
}
