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
        let (_, standings, methods, devices) = try await tx.together(
            .holdLogin(login),
            .standing(of: .id(login), strangerFailures: limits.strangerFailuresBeforeMailbox),
            .methods(of: .id(login)),
            .device(digest: start.deviceDigest, of: .id(login))
        )
        guard let standing = standings.first else { throw .deadAttempt }
        return try begin(
            LoginReading(standing: standing, methods: methods, device: devices.first),
            of: login,
            start,
            facts: facts,
            in: tx
        )
    }

    /// The same by what was read before the password was compared, in one round trip; throws
    /// `standingChanged` where that does not hold any more.
    func openAttempt(
        by reading: LoginReading,
        of known: LoginCredentials,
        _ start: AttemptStart,
        facts: RequestFacts
    ) async throws(SellerError) -> SignInView {
        let login = known.login
        return try await transaction { (tx) throws(SellerError) in
            // Held first: what is compared then stays so until the attempt stands.
            try tx.later(
                .must(.samePassword(login, since: known.passwordChangedAt), .standing)
            )
            try tx.later(
                .must(
                    .unchanged(
                        reading.standing,
                        of: login,
                        strangerFailures: limits.strangerFailuresBeforeMailbox
                    ),
                    .standing
                )
            )
            if let device = reading.device {
                try tx.later(.must(.unchanged(device, of: login), .standing))
            }
            return try begin(reading, of: login, start, facts: facts, in: tx)
        }
    }

    private func begin(
        _ reading: LoginReading,
        of login: ID<Login>,
        _ start: AttemptStart,
        facts request: RequestFacts,
        in tx: Transaction
    ) throws(SellerError) -> SignInView {
        let device: AttemptDevice
        if let known = reading.device {
            device = AttemptDevice(known)
        } else {
            device = try newDevice(of: login, tx)
        }
        let facts = GateFacts(reading.standing, on: device.kind)
        let decision = SignInGate.decide(facts, ticket: start.ticket?.kind)
        let token = environment.newToken(.attempt)
        let expiresAt = reading.standing.readAt.adding(seconds: limits.attemptSeconds)
        try tx.later(
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
                    expiresAt: expiresAt
                )
            )
        )
        return SignInView(
            attempt: token.text,
            device: device.token,
            state: decision.state,
            onceEnrolled: facts.onceEnrolled,
            methods: Self.answering(reading.methods, in: decision.state),
            expiresAt: expiresAt
        )
    }

    /// A device of which only its token is known.
    private func newDevice(
        of login: ID<Login>,
        _ tx: Transaction
    ) throws(SellerError) -> AttemptDevice {
        let token = environment.newToken(.device)
        let id: ID<Device> = environment.newID()
        try tx.later(.addDevice(id, of: login, digest: token.digest))
        return AttemptDevice(id: id, token: token.text, kind: .stranger)
    }
}

/// What an attempt begins with, as the database said it.
struct LoginReading: Sendable {
    let standing: LoginStanding
    let methods: [MethodRow]
    /// The device that the caller named, if it is this login's.
    let device: DeviceRow?
}

extension AttemptStart {
    /// What the device that the caller named is looked up by; no device has an empty digest.
    var deviceDigest: [UInt8] {
        deviceToken.flatMap { SecretToken(parsing: $0, as: .device) }?.digest ?? []
    }
}

extension SellerError {
    /// What was read before a password was compared changed while it was.
    static let standingChanged = SellerError(
        .conflict,
        "Something about this login changed meanwhile. Sign in again.",
        next: "sign_in.start"
    )
}

/// The device of an attempt that begins.
private struct AttemptDevice {
    let id: ID<Device>
    /// The token of a new one, to be given once.
    let token: String?
    let kind: TryingDevice
}

extension AttemptDevice {
    /// One that the caller named and that is this login's.
    init(_ row: DeviceRow) {
        self.init(id: row.id, token: nil, kind: row.isKnown ? .known : .stranger)
    }
}

extension GateFacts {
    /// The gate's facts from the one derived state, which reports read too.
    init(_ standing: LoginStanding, on device: TryingDevice) {
        let state = standing.twoStep
        self.init(
            activeMethods: state == .enrolled || state == .turnedOff ? 1 : 0,
            onceEnrolled: state != .notEnrolled,
            isExposedStranger: standing.isPasswordExposed && device == .stranger
        )
    }
}
