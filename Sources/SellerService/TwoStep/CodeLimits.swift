import SellerDelivery
import SellerModel
import SellerStore

extension SellerService {
    /// Why the method took no try.
    func refusal(_ tried: CodeTry) async throws(SellerError) -> SellerError {
        try await disableSpent(tried)
        let standing = try await together(
            .standing(of: tried.method, of: tried.login, on: tried.device)
        )
        guard let standing = standing.first, standing.state == .active,
            let seconds = standing.pausedSeconds
        else {
            return .methodNotUsable
        }
        return SellerError(
            .rateLimited,
            "Too many wrong codes. The method is paused.",
            next: "wait",
            retryAfterSeconds: seconds
        )
    }

    /// Disables a method that reached the cap; does nothing below it.
    func disableSpent(_ tried: CodeTry) async throws(SellerError) {
        try await transaction { (tx) throws(SellerError) in
            // Before the method, as counting takes them: refresh_enrolled will ask for it.
            _ = try await tx.one(.lockLogin(tried.login))
            let disabled = try await tx.first(
                .disable(tried.method, of: tried.login, cap: limits.failuresBeforeDisabled)
            )
            guard disabled != nil else { return }
            _ = try await tx.all(.refreshEnrolled(tried.login))
            var record = tried.entry
            record.action = "two_step.disabled"
            record.actor = .system
            try audit(record, in: tx)
        }
    }

    /// Notes that strangers know the password, once they gave as many wrong codes as show it, and
    /// tells the person; does nothing below that (security rule 11).
    func exposePassword(_ tried: CodeTry) async throws(SellerError) {
        guard let attempt = tried.attempt, tried.device == .stranger else { return }
        try await transaction { (tx) throws(SellerError) in
            let exposed = try await tx.first(
                .exposePassword(of: tried.login, limit: limits.strangerFailuresBeforeMailbox)
            )
            guard exposed != nil else { return }
            let origin = MailTemplate.Origin(
                at: environment.now(),
                address: tried.entry.address,
                browser: tried.entry.userAgent ?? ""
            )
            try enqueueMail(
                .passwordKnown(origin, person: attempt.name),
                to: attempt.email,
                in: tx
            )
            var record = tried.entry
            record.action = "login.password_exposed"
            record.actor = .system
            try audit(record, in: tx)
        }
    }

    /// Sends an attempt back: its code was not compared, because an unknown device has to open a
    /// link of the mailbox first.
    func sendToMailbox(_ tried: CodeTry) async throws(SellerError) {
        guard let attempt = tried.attempt else { return }
        try await transaction { (tx) throws(SellerError) in
            _ = try await tx.first(
                .moveAttempt(attempt.attempt, to: .mailboxConfirmationRequired, ticket: nil)
            )
        }
    }
}
