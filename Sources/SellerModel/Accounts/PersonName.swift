/// A name of a person or an account: 1 to 200 code points, no controls, no space at the ends, no
/// address of the web.
public struct PersonName: Hashable, Sendable {
    /// The name as it is shown.
    public let text: String

    /// Longer than any legal name that a passport can print (ICAO 9303 allows 39 to 80).
    private static let longest = 200

    /// Takes a name that is already in NFC; nil when it is empty, too long, holds controls or a link:
    /// names go into mails to strangers, which would be somebody else's to write.
    public init?(normalized text: String) {
        let scalars = Array(text.unicodeScalars)
        let kept = scalars.drop(while: \.properties.isWhitespace).reversed()
            .drop(while: \.properties.isWhitespace).reversed()
        guard (1...Self.longest).contains(kept.count), kept.allSatisfy(Self.isAllowed),
            !Self.holdsLink(Array(kept))
        else { return nil }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: kept)
        self.text = String(view)
    }

    private static func holdsLink(_ scalars: [Unicode.Scalar]) -> Bool {
        zip(scalars, zip(scalars.dropFirst(), scalars.dropFirst(2))).contains { first, rest in
            first == ":" && rest.0 == "/" && rest.1 == "/"
        }
    }

    /// Controls break lines; bidirectional overrides and other format characters hide letters.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        case .format:
            // The joiners are needed to write Persian, Hindi and others.
            scalar == "\u{200C}" || scalar == "\u{200D}"
        default: true
        }
    }
}
