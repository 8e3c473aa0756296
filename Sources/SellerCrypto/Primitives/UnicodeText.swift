import Foundation

/// Text in one canonical form, so that what looks the same is the same.
package enum UnicodeText {
    /// Gives the text in Unicode normalization form C (UAX #15).
    package static func nfc(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping
    }

    /// Gives the text in lower case and without accents, so that "López" finds "lopez"; for comparing
    /// only, never for keeping.
    static func folded(_ text: String) -> String {
        // The block of combining marks that Latin, Greek and Cyrillic letters wear. The marks of
        // other scripts are letters to their readers and stay.
        let accents: ClosedRange<Unicode.Scalar> = "\u{300}"..."\u{36F}"
        var scalars = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        scalars.removeAll { accents.contains($0) }
        return nfc(String(scalars))
    }
}
