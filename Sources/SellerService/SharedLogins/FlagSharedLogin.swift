import SellerDelivery
package import SellerModel
import SellerStore

extension SellerService {
    /// Flags a user's login as shared, by declaration. It blocks nobody. The person is told, unless
    /// the person or the account had all the mails that they may have: then the trail says so.
    ///
    /// A second declaration adds to the open finding. Throws `not_found` for a user that is removed
    /// or of another account.
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
        let permit = try await permit(toFlag: target, by: actor, in: c.account, tx)
        let finding = try await tx.one(
            .declareShared(
                permit,
                environment.newID(),
                user: user,
                note: note,
                evidence: evidence(by: c.user, note)
            )
        )
        let mayTell = try await mailRefusal(to: target.row.email, from: c.account, in: tx) == nil
        if mayTell {
            let notice = MailTemplate.sharedLoginFlagged(
                person: target.row.name,
                by: actor.row.name,
                account: account.name
            )
            try enqueueMail(notice, to: target.row.email, in: tx)
        }
        var entry = record
        entry.after = [
            "finding": .string(finding.text), "level": "strong", "person_told": .bool(mayTell),
        ]
        try audit(entry, in: tx)
        return finding
    }

    private func permit(
        toFlag target: LockedUser,
        by actor: LockedUser,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> Permit<DeclareSharedLogin> {
        do throws(PolicyRefusal) {
            return try AccountPolicy.declareSharedLogin(
                actor: actor.policy,
                target: target.policy,
                account: account
            )
        } catch {
            throw try await refusal(error, in: account, tx)
        }
    }

    private func evidence(by declarer: ID<User>, _ note: String?) -> JSONValue {
        .array([
            [
                "signal": "S1", "by": .string(declarer.text),
                "at": .string(environment.now().rfc3339), "note": .optional(note),
            ]
        ])
    }
}
