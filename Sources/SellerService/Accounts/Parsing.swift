import SellerCrypto
import SellerModel

/// Reads what people wrote into canonical values; the pointer says where it stood.
enum Parsing {
    static func email(_ text: String, at pointer: String) throws(SellerError) -> EmailAddress {
        do {
            return try EmailAddress(parsing: text)
        } catch {
            switch error {
            case .notASCII:
                throw .invalid(
                    pointer,
                    "Only ASCII is taken. Write the domain in its A-label form (xn--…)."
                )
            case .malformed:
                throw .invalid(pointer, "This is not an e-mail address.")
            }
        }
    }

    static func name(_ text: String, at pointer: String) throws(SellerError) -> PersonName {
        guard let name = PersonName(normalized: UnicodeText.nfc(text)) else {
            throw .invalid(pointer, "A name has 1 to 200 characters and no control characters.")
        }
        return name
    }

    /// A note of at most 1,000 code points, in which lines may break.
    static func note(_ text: String?, at pointer: String) throws(SellerError) -> String? {
        guard let text else { return nil }
        let note = UnicodeText.nfc(text)
        let isClean = note.unicodeScalars.allSatisfy {
            $0 == "\n" || $0.properties.generalCategory != .control
        }
        guard isClean, note.unicodeScalars.count <= 1_000 else {
            throw .invalid(
                pointer,
                "A note has at most 1,000 characters and no control characters."
            )
        }
        return note.isEmpty ? nil : note
    }

    /// A language tag as BCP 47 writes it, roughly: letters, digits and hyphens.
    static func language(_ text: String, at pointer: String) throws(SellerError) -> String {
        let isTag = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isTag, (2...35).contains(text.utf8.count) else {
            throw .invalid(pointer, "This is not a language tag, as en or pt-BR.")
        }
        return text
    }
}
