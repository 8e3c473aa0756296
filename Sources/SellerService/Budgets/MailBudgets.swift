import SellerCrypto
import SellerModel
import SellerStore

extension SellerService {
    /// Counts a mail that a user causes to somebody, and refuses it with `rate_limited` when the
    /// recipient or the account had all they may have: neither can be used to bomb a mailbox.
    ///
    /// For mails that are the very thing asked for, as an invitation is: without its mail nobody
    /// could accept it, and yet its address would count as invited.
    func countMail(
        to recipient: String,
        from account: ID<Account>,
        in tx: Transaction
    ) async throws(SellerError) {
        if let refusal = try await mailRefusal(to: recipient, from: account, in: tx) {
            throw refusal
        }
    }

    /// Counts a mail and tells why it may not go; nil when it may. For notices, which are left out
    /// then: other accounts' mails must not keep a change from being made.
    ///
    /// Counted in the transaction that queues the mail: none leaves without its count, and what is
    /// refused or replayed counts nothing. Everybody takes the rows in this order, so that two never
    /// wait for each other.
    func mailRefusal(
        to recipient: String,
        from account: ID<Account>,
        in tx: Transaction
    ) async throws(SellerError) -> SellerError? {
        let budgets = mailBudgets(to: recipient, from: account)
        guard let full = try await tx.one(.count(in: budgets)) else { return nil }
        let budget = budgets[Int(full)]
        let sentence =
            full == 0
            ? "The account caused as many mails as it may for now. Try again later."
            : "This address got as many mails as it may get for now. Try again later."
        return refusal(by: budget, sentence)
    }

    /// The account's own first: what it may not send takes nothing from what others may.
    private func mailBudgets(to recipient: String, from account: ID<Account>) -> [Budget] {
        // A digest, so that a budget tells no address.
        let person = Digest.sha256(Array(recipient.utf8))
        return [
            Budget(
                "mail_account",
                subject: Digest.sha256(Array(account.text.utf8)),
                windowSeconds: 3_600,
                limit: limits.mailsPerAccountPerHour
            ),
            Budget(
                "mail_account_recipient_day",
                subject: Digest.sha256(Array("\(account.text) \(recipient)".utf8)),
                windowSeconds: 86_400,
                limit: limits.mailsPerAccountPerRecipientPerDay
            ),
            Budget(
                "mail_recipient_hour",
                subject: person,
                windowSeconds: 3_600,
                limit: limits.mailsPerRecipientPerHour
            ),
            Budget(
                "mail_recipient_day",
                subject: person,
                windowSeconds: 86_400,
                limit: limits.mailsPerRecipientPerDay
            ),
        ]
    }

    /// The same for an invitation that is sent again, which besides keeps its distance from the
    /// resend before it.
    func countResend(
        to recipient: String,
        from account: ID<Account>,
        in tx: Transaction
    ) async throws(SellerError) {
        // First: it holds the recipient's row, without which two at once would both be in time.
        try await countMail(to: recipient, from: account, in: tx)
        let sent = try await tx.first(
            .sendAgain(
                kind: "resend",
                subject: Digest.sha256(Array(recipient.utf8)),
                apartSeconds: limits.resendApartSeconds
            )
        )
        guard sent != nil else {
            throw SellerError(
                .rateLimited,
                "A new link went to this address a moment ago. Let it arrive first.",
                retryAfterSeconds: limits.resendApartSeconds
            )
        }
    }
}
