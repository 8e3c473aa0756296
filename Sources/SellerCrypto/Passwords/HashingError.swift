/// Why a password was neither hashed nor compared.
package enum HashingError: Error, Equatable, Sendable {
    /// Too many wait: answer 503 with `Retry-After` at once.
    case busy
    /// The caller was cancelled before its turn came.
    case cancelled
    /// There was no memory, or the stored hash is not one: this login fails closed.
    case failed
}
