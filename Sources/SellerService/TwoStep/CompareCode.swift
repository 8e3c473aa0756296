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
        await follow(tried)
        throw error
    }

    /// What follows a wrong code. Where it fails, the next try makes up for it: the wrong code is
    /// told, and its refusal audited, all the same.
    private func follow(_ tried: CodeTry) async {
        do {
            try await exposePassword(tried)
            try await disableSpent(tried)
        } catch {
            environment.logger.error("after a wrong code", metadata: ["error": "\(error.code)"])
        }
    }

    /// The counted try, or nil when the method takes none. Throws `mailboxConfirmationRequired` when
    /// no more codes of unknown devices are compared.
    private func counted(_ tried: CodeTry) async throws(SellerError) -> CountedMethod? {
        if let attempt = tried.attempt, attempt.deviceKind == .stranger {
            return try await countedStranger(tried, attempt)
        }
        return try await together(
            .countTry(at: tried.method, of: tried.login, limits: limits)
        ).first
    }

    /// The same for an unknown device, whose tries are counted on the login too.
    private func countedStranger(
        _ tried: CodeTry,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> CountedMethod? {
        let tries = try await together(
            .countStranger(
                at: tried.method,
                of: tried.login,
                voucher: attempt.ticket.flatMap { $0.kind == .mailboxLink ? $0.id : nil },
                limits: limits
            )
        )
        switch tries.first {
        case nil: return nil
        case .counted(let method): return method
        case .needsVoucher:
            // A process that died after the last count may have left it unsaid.
            try await exposePassword(tried)
            try await sendToMailbox(tried)
            throw AttemptState.mailboxConfirmationRequired.refusal
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
