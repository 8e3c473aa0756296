import SellerCrypto
import SellerDelivery
import SellerModel
import SellerStore

/// What a first enrollment is made of, once its code was right.
struct Enrollment: Sendable {
    let caller: AttemptCaller
    let method: ID<Method>
    let step: Int64
    let ticket: Ticket
    let entry: AuditRecord
    let facts: RequestFacts
}

extension SellerService {
    /// What the step-up of an enrollment is good for.
    static let addMethodOperation = "two_step.add_method"

    /// Enrolls a login: everything or nothing, and once for each login whatever runs beside it.
    func enroll(
        _ enrollment: Enrollment,
        in tx: Transaction
    ) async throws(SellerError) -> SignedIn {
        let caller = enrollment.caller
        let login = caller.login
        // First of all, because it alone decides which of two parallel enrollments happens.
        guard try await tx.first(.enrollFirst(login)) != nil else { throw .enrolledMeanwhile }
        try await activate(enrollment, tx)
        try tx.later(.voidAttempts(of: login, but: caller.attempt))
        try tx.later(.removePending(of: login))
        try tx.later(.voidMailboxLinks(of: login))
        let users = try await tx.all(.refreshEnrolled(login))
        let signedIn = try openSession(
            caller,
            by: enrollment.method,
            enrollment.entry,
            in: tx
        )
        let stepUp = environment.newToken(.stepUp)
        _ = try await tx.one(
            .beginStepUp(
                NewStepUp(
                    id: environment.newID(),
                    digest: stepUp.digest,
                    session: signedIn.sessionID,
                    login: login,
                    operation: Self.addMethodOperation,
                    target: nil,
                    lifetimeSeconds: limits.enrollmentStepUpSeconds
                ),
                validatedBy: enrollment.method
            )
        )
        try await tellOfEnrollment(enrollment, users, tx)
        return SignedIn(
            sessionID: signedIn.sessionID,
            session: signedIn.session,
            expiresAt: signedIn.expiresAt,
            stepUp: stepUp.text
        )
    }

    /// Spends attempt and ticket, and makes the method active.
    private func activate(
        _ enrollment: Enrollment,
        _ tx: Transaction
    ) async throws(SellerError) {
        let caller = enrollment.caller
        try tx.later(.must(.completeAttempt(caller.attempt, from: .enrollmentRequired), .attempt))
        if enrollment.ticket.kind == .mailboxLink {
            try tx.later(.must(.useMailboxLink(enrollment.ticket.id, of: caller.login), .voucher))
        }
        let active = try await tx.first(
            .activateFirst(
                enrollment.method,
                of: caller.login,
                by: caller.attempt,
                step: enrollment.step
            )
        )
        guard active != nil else {
            throw SellerError(
                .codeExpired,
                "The method waited too long. Begin it again.",
                next: OperationName.signInAddMethod.rawValue
            )
        }
    }

    /// A notice to the mailbox; for each account, an entry in its trail and a notice to its admins.
    private func tellOfEnrollment(
        _ enrollment: Enrollment,
        _ users: [EnrolledUser],
        _ tx: Transaction
    ) async throws(SellerError) {
        let caller = enrollment.caller
        let now = environment.now()
        try enqueueMail(
            .enrolled(enrollment.facts.origin(at: now), person: caller.name),
            to: caller.email,
            in: tx
        )
        for user in users where user.wasActivated {
            try await tx.choose(user.account)
            var record = enrollment.entry
            record.action = "user.activated"
            record.account = user.account
            record.actor = .user(user.user, caller.login)
            try audit(record, in: tx)
            let admins = try await tx.all(.adminAddresses(of: user.account, but: user.user))
            for admin in admins {
                try enqueueMail(
                    .userEnrolled(person: caller.name, account: admin.accountName, at: now),
                    to: admin.email,
                    in: tx
                )
            }
        }
    }
}
