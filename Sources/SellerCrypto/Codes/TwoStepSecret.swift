/// What an authenticator app and the service both know: 160 random bits.
package struct TwoStepSecret: Concealed, Sendable {
    /// 20 bytes, as long as SHA-1's output. Source: RFC 4226 §4, R6 recommends 160 bits.
    package static let byteCount = 20

    /// The raw secret, for sealing.
    package let bytes: [UInt8]

    /// Makes a new secret from `random`, which gives as many unpredictable bytes as it is asked for.
    package init(random: (Int) -> [UInt8]) {
        bytes = random(Self.byteCount)
        guard bytes.count == Self.byteCount else {
            preconditionFailure("The source of random bytes gave another number than it was asked.")
        }
    }

    /// Takes back an opened secret, or gives nil when it is not 20 bytes long.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// The 32 letters that a person types when the picture cannot be scanned.
    package var base32: String { Base32.encode(bytes) }

    /// The link behind the picture that an app scans: kind, label, issuer, secret, algorithm,
    /// digits and period, and nothing else (SEED-17).
    ///
    /// Everything but unreserved letters is escaped, so that neither an issuer nor a login's address
    /// can add a parameter. Source: the Key URI Format of Google Authenticator.
    package func provisioningLink(issuer: String, login: String) -> String {
        let issuer = Self.escaped(issuer)
        return "otpauth://totp/\(issuer):\(Self.escaped(login))?secret=\(base32)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(OneTimePassword.digits)"
            + "&period=\(OneTimePassword.stepSeconds)"
    }

    /// RFC 3986 §2.3: letters, digits, `-`, `.`, `_` and `~` stand for themselves.
    private static func escaped(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var letters: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                letters.append(byte)
            default:
                letters += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
