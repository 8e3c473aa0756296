import Crypto

/// The codes of authenticator apps: TOTP (RFC 6238) over HOTP (RFC 4226) with SHA-1.
///
/// SHA-1 because the apps in use silently ignore any other choice; its known weakness, collisions,
/// does not touch HMAC (RFC 4226, appendix B.2).
package enum OneTimePassword {
    /// Six digits. Source: RFC 4226 §4, R4; NIST SP 800-63B-4 §3.1.4.
    package static let digits = 6

    /// Seconds that a step lasts. Source: RFC 6238 §5.2 recommends 30.
    package static let stepSeconds: Int64 = 30

    /// Steps of drift accepted either way. Source: RFC 6238 §5.2, at most one for delay.
    package static let drift: Int64 = 1

    /// Gives the code of one step, with leading zeros; `digits` is kept within 6 to 8.
    package static func code(
        secret: TwoStepSecret,
        step: Int64,
        digits: Int = OneTimePassword.digits
    ) -> String {
        let counter = UInt64(bitPattern: step)
        let message = stride(from: UInt64(56), through: 0, by: -8).map { shift in
            UInt8(truncatingIfNeeded: counter >> shift)
        }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: message,
                using: SymmetricKey(data: secret.bytes)
            )
        )
        // Dynamic truncation, RFC 4226 §5.3: the last four bits say where 31 bits are taken from.
        let offset = Int(mac[mac.count - 1] & 0x0F)
        var number = mac[offset..<offset + 4].reduce(UInt32(0)) { ($0 << 8) | UInt32($1) }
        number &= 0x7FFF_FFFF
        var letters: [UInt8] = []
        for _ in 0..<min(max(digits, 6), 8) {
            letters.append(UInt8(ascii: "0") + UInt8(number % 10))
            number /= 10
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Gives the step that a time falls into, in seconds since 1970; rounded down.
    package static func step(at unixSeconds: Int64) -> Int64 {
        let (quotient, remainder) = unixSeconds.quotientAndRemainder(dividingBy: stepSeconds)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Gives the newest step within one of now whose code this is, or nil.
    ///
    /// The caller still has to spend the step: a code is good once, and steps only go upwards
    /// (RFC 6238 §5.2). A code is exactly six ASCII digits. All three are computed and compared in
    /// constant time, so that the time tells nothing.
    package static func matchingStep(
        secret: TwoStepSecret,
        code: [UInt8],
        at unixSeconds: Int64
    ) -> Int64? {
        let asciiDigits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard code.count == digits, code.allSatisfy(asciiDigits.contains) else { return nil }
        let now = step(at: unixSeconds)
        var match: Int64?
        for step in now - drift...now + drift {
            let expected = Array(Self.code(secret: secret, step: step).utf8)
            if ConstantTime.equal(expected, code) { match = step }
        }
        return match
    }

    /// The same for a code that came as text: full-width and other digits are no digits.
    package static func matchingStep(
        secret: TwoStepSecret,
        code: String,
        at unixSeconds: Int64
    ) -> Int64? {
        matchingStep(secret: secret, code: Array(code.utf8), at: unixSeconds)
    }
}
