/// What yields a code. E-mail is not a case, so no path can make it one (SEED-21).
public enum MethodKind: String, Sendable, CaseIterable {
    /// An app that makes time-based codes (RFC 6238).
    case authenticatorApp = "authenticator_app"
    /// A number that can receive by SMS or voice.
    case phone
}

/// Where a method stands in its life.
public enum MethodState: String, Sendable, CaseIterable {
    case pending
    case active
    case lost
    case disabled
    case removed
}

/// A method as its person sees it.
public struct MethodView: Sendable, Equatable {
    /// The method.
    public let id: ID<Method>
    /// What yields the code.
    public let kind: MethodKind
    /// The name its person gave it, or the masked number.
    public let label: String
    /// Whether it is asked for first.
    public let preferred: Bool
    /// Where it stands.
    public let state: MethodState

    package init(
        id: ID<Method>,
        kind: MethodKind,
        label: String,
        preferred: Bool,
        state: MethodState
    ) {
        self.id = id
        self.kind = kind
        self.label = label
        self.preferred = preferred
        self.state = state
    }
}
