import SellerCrypto
package import SellerModel
package import SellerStore

/// Somebody whose password was right and who has no session yet.
package struct AttemptCaller: Sendable {
    package let attempt: ID<Attempt>
    package let login: ID<Login>
    package let email: String
    package let name: String
    package let state: AttemptState
    /// The proof that lets an enrollment happen; nil without one.
    package let ticket: Ticket?
    package let expiresAt: Timestamp
    /// When the attempt was read, by the database's clock: what it becomes is dated from here.
    let readAt: Timestamp
    let device: ID<Device>?
    /// Whether the login signed in with the device before.
    let deviceKind: TryingDevice
    /// Whether the login ever had an active method.
    let onceEnrolled: Bool

    init(_ row: LiveAttempt) {
        attempt = row.id
        login = row.login
        email = row.email
        name = row.name
        state = row.state
        ticket = row.ticket
        expiresAt = row.expiresAt
        readAt = row.readAt
        device = row.device
        deviceKind = row.isKnownDevice ? .known : .stranger
        onceEnrolled = row.onceEnrolled
    }

    /// Refuses what this attempt does not wait for, and says what it does wait for.
    func require(_ wanted: AttemptState) throws(SellerError) {
        if state == wanted { return }
        throw state.refusal
    }
}

extension AttemptState {
    /// The refusal of an operation that an attempt in this state cannot have.
    package var refusal: SellerError {
        switch self {
        case .codeRequired:
            SellerError(.codeRequired, "Give a code of your method first.", next: "sign_in.code")
        case .enrollmentRequired:
            SellerError(
                .enrollmentRequired,
                "Set up two-step verification first.",
                next: "sign_in.add_method"
            )
        case .mailboxConfirmationRequired:
            SellerError(
                .mailboxConfirmationRequired,
                "Confirm your mailbox first: ask for a link and give your password on its page.",
                next: "sign_in.mailbox_link"
            )
        case .recoveryRequired:
            SellerError(
                .recoveryRequired,
                "No method is active any more: recover your login.",
                next: "recovery"
            )
        }
    }
}

extension SellerService {
    /// The attempt behind a token, or `unauthenticated`, whatever the reason.
    package func attempt(token: String) async throws(SellerError) -> AttemptCaller {
        guard let token = SecretToken(parsing: token, as: .attempt) else {
            throw .deadAttempt
        }
        let rows = try await together(.liveAttempt(digest: token.digest))
        guard let row = rows.first else { throw .deadAttempt }
        return AttemptCaller(row)
    }

    /// The attempt as its person sees it; its token is not repeated.
    package func signInView(_ caller: AttemptCaller) async throws(SellerError) -> SignInView {
        let methods = try await together(.methods(of: .id(caller.login)))
        return SignInView(
            attempt: nil,
            device: nil,
            state: caller.state,
            onceEnrolled: caller.onceEnrolled,
            methods: Self.answering(methods, in: caller.state),
            expiresAt: caller.expiresAt
        )
    }

    /// Those of a login's methods that can answer in a state.
    static func answering(_ methods: [MethodRow], in state: AttemptState) -> [MethodView] {
        guard state == .codeRequired else { return [] }
        return methods.map(\.view).filter { $0.state == .active }
    }
}

extension SellerError {
    static let deadAttempt = SellerError(
        .unauthenticated,
        "This sign-in attempt is over. Sign in again.",
        next: "sign_in.start"
    )
}
