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
        facts: RequestFacts,
        in tx: Transaction
    ) async throws(SellerError) -> SignInView {
        _ = try await tx.one(.holdLogin(login))
        let state = SignInGate.state(
            GateFacts(try await tx.one(.twoStepState(of: login))),
            ticket: start.ticket?.kind
        )
        let (device, deviceToken) = try await device(start.deviceToken, of: login, tx)
        let token = environment.newToken(.attempt)
        let expiresAt = try await tx.one(
            .beginAttempt(
                NewAttempt(
                    id: environment.newID(),
                    login: login,
                    digest: token.digest,
                    state: state,
                    // A ticket that leads nowhere is not kept.
                    ticket: state == .enrollmentRequired ? start.ticket : nil,
                    entryPoint: start.entryPoint,
                    context: start.context.rawValue,
                    device: device,
                    address: facts.address,
                    userAgent: facts.userAgent,
                    lifetimeSeconds: limits.attemptSeconds
                )
            )
        )
        return SignInView(
            attempt: token.text,
            device: deviceToken,
            state: state,
            methods: try await answering(login, in: state, tx),
            expiresAt: expiresAt,
            nextSteps: state.nextSteps
        )
    }

    /// The device that the caller named, if it is this login's, else a new one and its token.
    private func device(
        _ named: String?,
        of login: ID<Login>,
        _ tx: Transaction
    ) async throws(SellerError) -> (ID<Device>, String?) {
        if let named, let token = SecretToken(parsing: named, as: .device),
            let row = try await tx.first(.device(digest: token.digest, of: login))
        {
            return (row.id, nil)
        }
        let token = environment.newToken(.device)
        let id: ID<Device> = environment.newID()
        try await tx.run(.addDevice(id, of: login, digest: token.digest))
        return (id, token.text)
    }
}

extension GateFacts {
    /// The gate's facts from the one derived state, which reports read too.
    init(_ state: TwoStepState) {
        switch state {
        case .notEnrolled: self.init(activeMethods: 0, onceEnrolled: false)
        case .enrolled, .turnedOff: self.init(activeMethods: 1, onceEnrolled: true)
        case .recoveryRequired: self.init(activeMethods: 0, onceEnrolled: true)
        }
    }
}
