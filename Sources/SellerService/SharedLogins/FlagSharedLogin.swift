import SellerDelivery
package import SellerModel
import SellerStore

extension SellerService {
    /// Flags a user's login as shared, by declaration. It blocks nobody; the person is told.
    ///
    /// A second declaration adds to the open finding. Throws `not_found` for a user that is removed
    /// or of another account, `rate_limited` when the person or the account had all the mails that
    /// they may have.
    package func flagSharedLogin(
        _ c: AccountCaller,
        user: ID<User>,
        note: String?,
        idempotency: IdempotencyKey,
        facts: RequestFacts
    ) async throws(SellerError) -> Replayable<FindingView> {
        let record = c.record(.sharedLoginsFlag, on: .of("user", user)).from(facts)
        return try await auditingRefusals(record) { () async throws(SellerError) in
            let note = try Parsing.note(note, at: "/note")
            return try await transaction(account: c.account) { tx throws(SellerError) in
                try await once(idempotency, c, .sharedLoginsFlag, in: tx) {
                    (id: ID<Finding>) async throws(SellerError) in
                    try await tx.first(.finding(id, in: c.account)).map(FindingView.init)
                } make: { () async throws(SellerError) in
                    try await flag(user, note, c, record, in: tx)
                }
            }
        }
    }

    private func flag(
        _ user: ID<User>,
        _ note: String?,
        _ c: AccountCaller,
        _ record: AuditRecord,
        in tx: Transaction
    ) async throws(SellerError) -> ID<Finding> {
        let users = try await policyUsers([c.user, user], in: c.account, tx)
        let actor = try actor(of: c, among: users)
        guard let target = users[user], let account = try await tx.first(.account(c.account))
        else { throw .notFound }
        let permit: Permit<DeclareSharedLogin>
        do throws(PolicyRefusal) {
            permit = try AccountPolicy.declareSharedLogin(
                actor: actor.policy,
                target: target.policy,
                account: c.account
            )
        } catch {
            throw try await refusal(error, in: c.account, tx)
        }
        let evidence: JSONValue = .array([
            [
                "signal": "S1", "by": .string(c.user.text),
                "at": .string(environment.now().rfc3339), "note": .optional(note),
            ]
        ])
        let finding = try await tx.one(
            .declareShared(
                permit,
                environment.newID(),
                user: user,
                note: note,
                evidence: evidence
            )
        )
        try await countMail(to: target.row.email, from: c.account, in: tx)
        try await enqueueMail(
            .sharedLoginFlagged(
                person: target.row.name,
                by: actor.row.name,
                account: account.name
            ),
            to: target.row.email,
            in: tx
        )
        var entry = record
        entry.after = ["finding": .string(finding.text), "level": "strong"]
        try await audit(entry, in: tx)
        return finding
    }
}
