package import SellerModel
import SellerStore

/// Whom to invite to what.
package struct InvitationRequest: Sendable {
    package var name: String
    package var email: String
    /// `secondary` or `partner`.
    package var kind: UserKind
    /// A language tag, as `en`.
    package var language: String
    /// Drafts: in force only once the person has accepted and enrolled (INV-06).
    package var grants: [Grant]

    /// A request as it was written; it is parsed by the use case.
    package init(
        name: String,
        email: String,
        kind: UserKind = .secondary,
        language: String = "en",
        grants: [Grant] = []
    ) {
        self.name = name
        self.email = email
        self.kind = kind
        self.language = language
        self.grants = grants
    }
}

extension SellerService {
    /// Invites a person by mail; the link goes to the address and to nobody else.
    ///
    /// Throws `already_user`, `already_invited`, `limit_reached`, what grants can be refused with,
    /// `step_up_required` (target: none) when a draft makes an admin, and `rate_limited` when the
    /// address or the account had all the mails that they may have. Whether the address has a login
    /// is never told (INV-08).
    package func invite(
        _ c: AccountCaller,
        _ request: InvitationRequest,
        stepUp: String?,
        idempotency: IdempotencyKey,
        facts: RequestFacts
    ) async throws(SellerError) -> Replayable<CreatedInvitation> {
        let record = c.record(.invitationsCreate).from(facts)
        return try await auditingRefusals(record) { () async throws(SellerError) in
            let draft = try draft(request, in: c.account)
            return try await transaction(account: c.account) { tx throws(SellerError) in
                try await once(idempotency, c, .invitationsCreate, in: tx) {
                    (id: ID<Invitation>) async throws(SellerError) in
                    try await invitation(id, in: c.account, tx)
                } make: { () async throws(SellerError) in
                    try await invite(draft, c, stepUp: stepUp, record, in: tx)
                }
            }
        }
    }

    private func invite(
        _ draft: InvitationDraft,
        _ c: AccountCaller,
        stepUp: String?,
        _ record: AuditRecord,
        in tx: Transaction
    ) async throws(SellerError) -> ID<Invitation> {
        // Those who count the places of an account come one after the other.
        guard let row = try await tx.first(.lockedAccount(c.account)) else { throw .notFound }
        let actor = try actor(of: c, among: try await policyUsers([c.user], in: c.account, tx))
        let permit = try await permit(toInvite: actor, in: c.account, tx)
        let catalogue = PermissionCatalogue(try await tx.all(.tools))
        try refuseGrants(
            draft.grants,
            replacing: [],
            giver: actor.policy.held,
            identityVerified: false,
            catalogue: catalogue
        )
        try await refuseDoubled(draft.new, in: row, tx)
        if GrantRules.needsStepUp(from: [], to: draft.grants, catalogue: catalogue) {
            try await spendStepUp(stepUp, toInvite: c, in: tx)
            try await tellOfPower(
                of: draft.new.name.text,
                at: nil,
                by: actor.row.name,
                catalogue.powers(in: draft.grants),
                in: c.account,
                tx
            )
        }
        try await store(draft, permit, from: actor.row.name, of: row.name, in: tx)
        var entry = record
        entry.target = .of("invitation", draft.new.id)
        entry.after = draft.audited
        try audit(entry, in: tx)
        return draft.new.id
    }

    private func spendStepUp(
        _ token: String?,
        toInvite c: AccountCaller,
        in tx: Transaction
    ) async throws(SellerError) {
        try await spendStepUp(
            token,
            session: c.session,
            operation: .invitationsCreate,
            target: nil,
            in: tx
        )
    }

    private func store(
        _ draft: InvitationDraft,
        _ permit: Permit<ManageInvitations>,
        from inviter: String,
        of account: String,
        in tx: Transaction
    ) async throws(SellerError) {
        guard let end = try await tx.first(.invite(permit, draft.new)) else {
            throw SellerError(.alreadyInvited, "An invitation to this address is open.")
        }
        try await tx.run(.draftGrants(draft.grants, of: draft.new.id, in: permit.account))
        try await countMail(to: draft.new.email.text, from: permit.account, in: tx)
        try await send(draft, from: inviter, of: account, until: end, in: tx)
    }

    private func refuseDoubled(
        _ new: NewInvitation,
        in account: AccountRow,
        _ tx: Transaction
    ) async throws(SellerError) {
        guard try await tx.first(.user(withAddress: new.email, in: new.account)) == nil else {
            throw SellerError(.alreadyUser, "This person is a user of the account.")
        }
        try await tx.run(.revokeLapsed(new.email, in: new.account))
        try await requirePlace(in: account, tx)
    }

    /// Throws `limit_reached` when no further user fits. The account's row has to be locked (INV-10).
    func requirePlace(in account: AccountRow, _ tx: Transaction) async throws(SellerError) {
        guard try await tx.one(.placesTaken(in: account.id)) < Int64(account.userLimit) else {
            throw SellerError(
                .limitReached,
                "The account has all \(account.userLimit) users and invitations it may have."
            )
        }
    }

    func permit(
        toInvite actor: LockedUser,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> Permit<ManageInvitations> {
        do throws(PolicyRefusal) {
            return try AccountPolicy.manageInvitations(actor: actor.policy, account: account)
        } catch {
            throw try await refusal(error, in: account, tx)
        }
    }
}
