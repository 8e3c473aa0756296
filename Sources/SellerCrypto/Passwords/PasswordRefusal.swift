/// Why a new password is not taken.
package enum PasswordRefusal: Equatable, Sendable {
    /// It has fewer code points than `minimum`.
    case tooShort(minimum: Int)
    /// It has more code points than `maximum`.
    case tooLong(maximum: Int)
    /// It is one of the passwords that attackers try first.
    case blocklisted
    /// It is little else than the person's name, address or another word of the context.
    case contextWord
    /// It would be guessed too soon.
    case tooWeak
}
