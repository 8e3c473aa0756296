import SellerModel

/// The fields of a sent form (`application/x-www-form-urlencoded`): flat, known, each once.
struct FormFields: Sendable {
    private let values: [String: String]

    /// No form was sent.
    static let none = FormFields()

    private init() { values = [:] }

    /// Parses a body; every name must be in `allowed`, and none may come twice.
    init(_ bytes: [UInt8], allowed: Set<String>) throws(SellerError) {
        var values: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard parts.count == 2, let name = parts.first.flatMap(Self.decoded),
                let value = parts.last.flatMap(Self.decoded), allowed.contains(name),
                values.updateValue(value, forKey: name) == nil
            else {
                throw SellerError(.malformed, "The form is not one of this site.")
            }
        }
        self.values = values
    }

    /// A field's text; empty where it was not sent.
    subscript(_ name: String) -> String { values[name] ?? "" }

    private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
        PercentText.decoded(text, plusIsSpace: true)
    }
}
