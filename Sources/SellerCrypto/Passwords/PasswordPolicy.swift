/// What a new password has to be: long, not well known, not made of the person's own words.
///
/// No rules of composition and no expiry. Source: NIST SP 800-63B-4 §3.1.1.2.
package struct PasswordPolicy: Sendable {
    /// No configuration goes below this. Source: NIST SP 800-63B-4 §3.1.1.2, with a second factor.
    package static let hardFloor = 8

    /// Fewer bits than this are too weak: 10^8 guesses, where zxcvbn's score 3 begins ("safely
    /// unguessable"). Source: Wheeler, zxcvbn, USENIX Security 2016.
    ///
    /// Online guessing stops at hundreds; the rest has to hold against 10^8 Argon2id hashes of a
    /// stolen table, and more would refuse passphrases that people can remember.
    static let minimumBits = 26.6

    /// The fewest code points, at least 8.
    package let minimumLength: Int

    /// The most code points, at most 256.
    package let maximumLength: Int

    /// Makes a policy; lengths are in code points and are brought within 8 to 256.
    package init(minimumLength: Int = 12, maximumLength: Int = Password.codePointLimit) {
        let maximum = min(max(maximumLength, Self.hardFloor), Password.codePointLimit)
        self.maximumLength = maximum
        self.minimumLength = min(max(minimumLength, Self.hardFloor), maximum)
    }

    /// Gives the first reason against a password, or nil for a good one.
    ///
    /// `contextWords` are what a stranger knows of the person: address, name, the accounts' names.
    /// The service's own name is always among them.
    package func refusal(of password: Password, contextWords: [String]) -> PasswordRefusal? {
        let length = password.codePointCount
        guard length >= minimumLength else { return .tooShort(minimum: minimumLength) }
        guard length <= maximumLength else { return .tooLong(maximum: maximumLength) }
        let folded = Array(password.text.lowercased().utf8)
        guard !PasswordBlocklist.contains(folded) else { return .blocklisted }
        let context = ContextWords(contextWords)
        guard !context.areMost(of: password, leaving: Self.hardFloor) else { return .contextWord }
        guard PasswordStrength.bits(of: password, context: context) >= Self.minimumBits else {
            return .tooWeak
        }
        return nil
    }
}
