import Logging
import SellerCrypto
import SellerModel
import SellerStore

/// A code that is given for a method of a login.
struct CodeTry: Sendable {
    let code: String
    let method: ID<Method>
    let login: ID<Login>
    /// What the audit says of it.
    let entry: AuditRecord
    /// The sign-in that it is for; nil inside a session, whose device is a known one.
    let attempt: AttemptCaller?

    var device: TryingDevice { attempt?.deviceKind ?? .known }
}

extension SellerService {
    /// Counts a try at an active method, commits that, and only then compares the code; gives the
    /// step that the caller still has to spend in its own transaction.
    ///
    /// A crash or a lost answer between the two leaves the try counted (security rule 4).
    func compare(_ tried: CodeTry) async throws(SellerError) -> Int64 {
        guard let counted = try await counted(tried) else { throw try await refusal(tried) }
        let step = try step(tried.code, counted.sealedSecret, tried.method, tried.login)
        if let step, step > counted.lastStep ?? .min { return step }
        let error: SellerError =
            step == nil
            ? .invalidCode(left: triesLeft(after: Int(counted.failures))) : .codeAlreadyUsed
        try await exposePassword(tried)
        try await disableSpent(tried)
        throw error
    }

    /// Spends the step of a right code; throws `codeAlreadyUsed` when another was quicker.
    func spend(
        _ step: Int64,
        _ tried: CodeTry,
        in tx: Transaction
    ) async throws(SellerError) {
        let spent = try await tx.first(
            .useStep(step, of: tried.method, login: tried.login, on: tried.device)
        )
        guard spent != nil else { throw .codeAlreadyUsed }
    }

    /// The counted try, or nil when the method takes none. Throws `mailboxConfirmationRequired` when
    /// no more codes of unknown devices are compared.
    private func counted(_ tried: CodeTry) async throws(SellerError) -> CountedMethod? {
        do {
            return try await transaction { (tx) throws(SellerError) in
                if let attempt = tried.attempt, attempt.deviceKind == .stranger {
                    let stranger = try await tx.first(
                        .countStranger(
                            of: tried.login,
                            voucher: attempt.ticket.flatMap {
                                $0.kind == .mailboxLink ? $0.id : nil
                            },
                            limit: limits.strangerFailuresBeforeMailbox
                        )
                    )
                    guard stranger != nil else {
                        throw AttemptState.mailboxConfirmationRequired.refusal
                    }
                }
                let method = try await tx.first(
                    .countTry(at: tried.method, of: tried.login, on: tried.device, limits: limits)
                )
                // Thrown, so that a try that is not compared is not counted on the login either.
                guard let method else { throw SellerError.methodNotUsable }
                return method
            }
        } catch {
            switch error.code {
            case .methodNotUsable: return nil
            case .mailboxConfirmationRequired:
                // A process that died after the last count may have left it unsaid.
                try await exposePassword(tried)
                try await sendToMailbox(tried)
                throw error
            default: throw error
            }
        }
    }

    /// The step whose code this is, or nil.
    func step(
        _ code: String,
        _ sealed: [UInt8],
        _ method: ID<Method>,
        _ login: ID<Login>
    ) throws(SellerError) -> Int64? {
        let opened: [UInt8]
        do {
            opened = try keyRing.open(sealed, for: .methodSecret(method, of: login))
        } catch {
            // A secret that was changed or moved: this login fails closed, others go on.
            environment.logger.error("two-step secret: \(error)")
            throw .methodNotUsable
        }
        guard let secret = TwoStepSecret(bytes: opened) else { throw .methodNotUsable }
        return OneTimePassword.matchingStep(
            secret: secret,
            code: code,
            at: environment.now().unixSeconds
        )
    }

    private func triesLeft(after failures: Int) -> Int {
        let row = max(1, limits.failuresBeforePause)
        return (row - failures % row) % row
    }
}

extension SealedPlace {
    /// The secret of an authenticator app.
    static func methodSecret(_ method: ID<Method>, of login: ID<Login>) -> SealedPlace {
        SealedPlace(
            table: "two_step_method",
            column: "secret_sealed",
            row: method.uuid,
            login: login.uuid
        )
    }
}

extension SellerError {
    /// A code that is not of now; `left` tries remain before the method pauses.
    static func invalidCode(left: Int) -> SellerError {
        SellerError(
            .invalidCode,
            "This code is wrong. Take the one that your app shows now.",
            attemptsLeft: left
        )
    }

    static let codeAlreadyUsed = SellerError(
        .codeAlreadyUsed,
        "This code was used. Wait for the next one.",
        next: "wait"
    )

    static let methodNotUsable = SellerError(
        .methodNotUsable,
        "This method gives no codes here. Use another one, or recover the login.",
        next: "recovery"
    )
}
