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
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
