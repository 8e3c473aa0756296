import SellerCrypto
import SellerModel
import SellerStore

extension SellerService {
    /// What a password try is counted in, before any hashing.
    ///
    /// A device that the login signed in with before has a budget of its own and no other, so that
    /// strangers cannot lock a person out, not even from the same network. All others are counted by
    /// their source and by the address that they name, unknown addresses alike.
    func passwordBudgets(
        at email: String,
        address: EmailAddress?,
        device digest: [UInt8],
        facts: RequestFacts
    ) -> PasswordBudgets {
        let source = SourceNetwork(facts.address).text
        let name = address?.text ?? email
        // Digests, so that a long name makes no long key.
        return PasswordBudgets(
            known: Budget(
                "password_device",
                subject: Digest.sha256(digest),
                windowSeconds: 3_600,
                limit: limits.passwordTriesPerLoginPerHour
            ),
            strangers: [
                Budget(
                    "password_source",
                    subject: Digest.sha256(Array(source.utf8)),
                    windowSeconds: 60,
                    limit: limits.passwordTriesPerSourcePerMinute
                ),
                // The name last: nothing in it can look like another source.
                Budget(
                    "password_login_source",
                    subject: Digest.sha256(Array("\(source) \(name)".utf8)),
                    windowSeconds: 3_600,
                    limit: limits.passwordTriesPerLoginAndSourcePerHour
                ),
                Budget(
                    "password_login",
                    subject: Digest.sha256(Array(name.utf8)),
                    windowSeconds: 3_600,
                    limit: limits.passwordTriesPerLoginPerHour
                ),
            ]
        )
    }

    /// The refusal of a try that a full budget is counted in.
    func refusal(by budget: Budget, _ sentence: String) -> SellerError {
        SellerError(
            .rateLimited,
            sentence,
            retryAfterSeconds: environment.now().secondsLeft(ofWindow: budget.windowSeconds)
        )
    }

    /// Throws for the budget that was full, if one was.
    func refuse(_ counted: CountedPassword?, _ budgets: PasswordBudgets) throws(SellerError) {
        // What was not counted is not compared.
        guard let counted else { throw .databaseUnavailable }
        guard let full = counted.full else { return }
        let budget = counted.isKnownDevice ? budgets.known : budgets.strangers[Int(full)]
        throw refusal(by: budget, "Too many tries. Wait and try again.")
    }
}

/// The budgets of a password try: of a known device, or of a stranger's in their order.
struct PasswordBudgets: Sendable {
    let known: Budget
    let strangers: [Budget]
}

extension Timestamp {
    /// The rest of the window that this moment is in. Windows are cut from the clock, as
    /// `count_in_budgets` cuts them: its origin, the year 2000, lies on a multiple of every window
    /// here.
    func secondsLeft(ofWindow seconds: Int64) -> Int64 { seconds - unixSeconds % seconds }
}
