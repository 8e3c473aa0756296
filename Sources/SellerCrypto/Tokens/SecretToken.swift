package import SellerModel

/// A secret that names one thing of one kind: a session, an invitation, a connection.
///
/// The text goes to its holder once; the database keeps the digest only. Source: security.md, rule 8.
package struct SecretToken: Concealed, Sendable {
    /// 32 random bytes: nobody guesses 256 bits.
    package static let secretBytes = 32

    /// What the token is good for.
    package let kind: TokenKind

    private let secret: [UInt8]

    /// Makes a new token from `random`, which gives as many unpredictable bytes as it is asked for.
    package init(kind: TokenKind, random: (Int) -> [UInt8]) {
        self.kind = kind
        secret = random(Self.secretBytes)
        guard secret.count == Self.secretBytes else {
            preconditionFailure("The source of random bytes gave another number than it was asked.")
        }
    }

    /// Reads a token of the expected kind, or gives nil: for another kind, other letters, another
    /// length, or a second spelling of the same bytes.
    package init?(parsing text: String, as kind: TokenKind) {
        self.init(parsing: text[...], as: kind)
    }

    /// The same, of a part of a header: concrete, because every request reads one.
    package init?(parsing text: Substring, as kind: TokenKind) {
        let letters = text.utf8
        let prefix = kind.rawValue.utf8
        let rest = letters.dropFirst(prefix.count)
        // Four letters for each three bytes, rounded up, after the underscore.
        guard letters.starts(with: prefix), rest.first == UInt8(ascii: "_"),
            rest.count == 1 + (Self.secretBytes * 4 + 2) / 3,
            let secret = Base64URL.decode(rest.dropFirst())
        else { return nil }
        guard secret.count == Self.secretBytes else { return nil }
        self.kind = kind
        self.secret = secret
    }

    /// The token as its holder keeps it: the kind's prefix, `_` and 43 letters of base64url.
    package var text: String { kind.rawValue + "_" + Base64URL.encode(secret) }

    /// What the database keeps: SHA-256 over the kind's prefix and the 32 bytes.
    ///
    /// The kind is part of it, so that one kind's digest never equals another's. No salt and no slow
    /// hash: there is nothing to guess in 256 random bits.
    package var digest: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(kind.rawValue.utf8.count + secret.count)
        bytes.append(contentsOf: kind.rawValue.utf8)
        bytes.append(contentsOf: secret)
        return Digest.sha256(bytes)
    }
}
