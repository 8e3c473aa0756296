import SellerCrypto
package import SellerModel
package import SellerStore

/// How an attempt begins, besides the login that it is for.
package struct AttemptStart: Sendable {
    /// Where it began: `api` or `invitation`.
    package var entryPoint: String
    package var context: SignInContext = .selling
    /// The proof that it holds from the start, as the invitation that just made the login.
    package var ticket: Ticket?
    /// The token of a device that the caller named.
    package var deviceToken: String?

    /// A beginning at an entry point.
    package init(
        entryPoint: String,
        context: SignInContext = .selling,
        ticket: Ticket? = nil,
        deviceToken: String? = nil
    ) {
        self.entryPoint = entryPoint
        self.context = context
        self.ticket = ticket
        self.deviceToken = deviceToken
    }
}

extension SellerService {
    /// Opens an attempt for a login whose password was right or was just set, in the caller's
    /// transaction: the gate decides what it waits for.
    package func openAttempt(
        for login: ID<Login>,
        _ start: AttemptStart,
        facts request: RequestFacts,
        in tx: Transaction
    ) async throws(SellerError) -> SignInView {
        _ = try await tx.one(.holdLogin(login))
        let device = try await device(start.deviceToken, of: login, tx)
        let facts = try await gateFacts(of: login, on: device.kind, tx)
        let decision = SignInGate.decide(facts, ticket: start.ticket?.kind)
        let token = environment.newToken(.attempt)
        let expiresAt = try await tx.one(
            .beginAttempt(
                NewAttempt(
                    id: environment.newID(),
                    login: login,
                    digest: token.digest,
                    state: decision.state,
                    ticket: decision.usesTicket ? start.ticket : nil,
                    entryPoint: start.entryPoint,
                    context: start.context.rawValue,
                    device: device.id,
                    address: request.address,
                    userAgent: request.userAgent,
                    lifetimeSeconds: limits.attemptSeconds
                )
            )
        )
        return SignInView(
            attempt: token.text,
            device: device.token,
            state: decision.state,
            onceEnrolled: facts.onceEnrolled,
            methods: try await answering(login, in: decision.state, tx),
            expiresAt: expiresAt
        )
    }

    /// What the gate decides by, read in the transaction that asks it.
    func gateFacts(
        of login: ID<Login>,
        on device: TryingDevice,
        _ tx: Transaction
    ) async throws(SellerError) -> GateFacts {
        let state = try await tx.one(.twoStepState(of: login))
        let isExposed = try await tx.one(
            .isPasswordExposed(of: login, limit: limits.strangerFailuresBeforeMailbox)
        )
        return GateFacts(state, isExposedStranger: isExposed && device == .stranger)
    }

    /// The device that the caller named, if it is this login's, else a new one and its token.
    private func device(
        _ named: String?,
        of login: ID<Login>,
        _ tx: Transaction
    ) async throws(SellerError) -> AttemptDevice {
        if let named, let token = SecretToken(parsing: named, as: .device),
            let row = try await tx.first(.device(digest: token.digest, of: login))
        {
            return AttemptDevice(id: row.id, token: nil, kind: row.isKnown ? .known : .stranger)
        }
        let token = environment.newToken(.device)
        let id: ID<Device> = environment.newID()
        try await tx.run(.addDevice(id, of: login, digest: token.digest))
        return AttemptDevice(id: id, token: token.text, kind: .stranger)
    }
}

/// The device of an attempt that begins.
private struct AttemptDevice {
    let id: ID<Device>
    /// The token of a new one, to be given once.
    let token: String?
    let kind: TryingDevice
}

extension GateFacts {
    /// The gate's facts from the one derived state, which reports read too.
    init(_ state: TwoStepState, isExposedStranger: Bool = false) {
        self.init(
            activeMethods: state == .enrolled || state == .turnedOff ? 1 : 0,
            onceEnrolled: state != .notEnrolled,
            isExposedStranger: isExposedStranger
        )
    }
}
