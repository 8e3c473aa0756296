/// A password as a person gave it, in one canonical form.
///
/// Normalized (NFC), so that two keyboards that spell `é` differently give the same password. Nothing
/// is trimmed, cut or folded. Source: NIST SP 800-63B-4 §3.1.1.2.
package struct Password: Concealed, Sendable {
    /// The most code points of a password. Source: product.md, default values.
    package static let codePointLimit = 256

    /// The UTF-8 bytes that are hashed.
    let bytes: [UInt8]

    /// Normalizes `raw`, or gives nil when it is empty, longer than 256 code points, or has a control
    /// character.
    ///
    /// Every printing character and every space is welcome. Controls are not: C code ends a text at
    /// NUL, and the others cannot be typed on a page, so a person could never sign in with them.
    package init?(normalizing raw: String) {
        // Printing ASCII is its own NFC (UAX #15).
        if raw.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            guard (1...Self.codePointLimit).contains(raw.utf8.count) else { return nil }
            bytes = Array(raw.utf8)
            return
        }
        // NFC makes one code point of at most four (UAX #15), so what is longer than this stays too
        // long, and a megabyte costs no work.
        guard raw.unicodeScalars.count <= Self.codePointLimit * 4 else { return nil }
        let text = UnicodeText.nfc(raw)
        guard (1...Self.codePointLimit).contains(text.unicodeScalars.count) else { return nil }
        let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !hasControl else { return nil }
        bytes = Array(text.utf8)
    }

    /// How long the password is, in code points.
    var codePointCount: Int { text.unicodeScalars.count }

    /// The password as text, for the policy's eyes only.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
