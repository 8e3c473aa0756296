/// What somebody signs in for. It changes words only: the gate is the same.
package enum SignInContext: String, Sendable, CaseIterable {
    case selling
    case buying
}
