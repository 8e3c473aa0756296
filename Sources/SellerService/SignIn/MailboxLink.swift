import SellerCrypto
import SellerDelivery
package import SellerModel
import SellerStore

extension SellerService {
    /// Sends a link to the login's mailbox, if that is what the attempt waits for and few were
    /// sent; tells nothing either way.
    package func requestMailboxLink(
        _ caller: AttemptCaller,
        facts: RequestFacts
    ) async throws(SellerError) {
        guard caller.state == .mailboxConfirmationRequired else { return }
        let budget = Budget(
            "mailbox_link",
            subject: Digest.sha256(Array(caller.login.text.utf8)),
            windowSeconds: 3_600,
            limit: limits.mailboxLinksPerHour
        )
        let full = try await together(.count(in: [budget]))
        // Alike for everybody who asks: a mailbox is not a counter to read.
        guard full == [nil] else { return }
        try await transaction { (tx) throws(SellerError) in
            try await sendMailboxLink(caller, facts: facts, tx)
        }
    }

    private func sendMailboxLink(
        _ caller: AttemptCaller,
        facts: RequestFacts,
        _ tx: Transaction
    ) async throws(SellerError) {
        let token = environment.newToken(.mailboxLink)
        let expiresAt = try await tx.one(
            .issueMailboxLink(
                environment.newID(),
                to: caller.login,
                askedBy: caller.attempt,
                digest: token.digest,
                lifetimeSeconds: limits.mailboxLinkSeconds
            )
        )
        try enqueueMail(
            .mailboxLink(
                facts.origin(at: environment.now()),
                for: caller.onceEnrolled ? .unknownDevice : .enrollment,
                link: "\(origin)/sign-in/link?token=\(token.text)",
                expiresAt: expiresAt
            ),
            to: caller.email,
            expiresAt: expiresAt,
            in: tx
        )
        var record = AuditRecord("sign_in.mailbox_link", by: .login(caller.login))
        record.login = caller.login
        try audit(record.from(facts), in: tx)
    }
}

extension RequestFacts {
    /// The facts as a mail words them.
    func origin(at moment: Timestamp) -> MailTemplate.Origin {
        MailTemplate.Origin(at: moment, address: address, browser: userAgent)
    }
}
