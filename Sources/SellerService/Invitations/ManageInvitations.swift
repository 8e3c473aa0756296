import SellerCrypto
import SellerDelivery
package import SellerModel
import SellerStore

extension SellerService {
    /// Sends a new link and starts the term again; the older link is dead (INV-07).
    ///
    /// Throws `conflict` when it is accepted or revoked, or gives power and has lapsed;
    /// `above_own_rights` when its drafts are above the caller's own level; `limit_reached` when it
    /// has lapsed and its place is taken; `rate_limited` when the resend before it was a moment ago,
    /// or the address or the account had all the mails that they may have.
    @discardableResult
    package func resendInvitation(
        _ c: AccountCaller,
        _ id: ID<Invitation>,
        facts: RequestFacts
    ) async throws(SellerError) -> InvitationView {
        let record = c.record(.invitationsResend, on: .of("invitation", id)).from(facts)
        let token = environment.newToken(.invitation)
        return try await auditingRefusals(record) { () async throws(SellerError) in
            try await transaction(account: c.account) { tx throws(SellerError) in
                try await resend(id, token, c, in: tx)
                try audit(record, in: tx)
                guard let view = try await invitation(id, in: c.account, tx) else {
                    throw .notFound
                }
                return view
            }
        }
    }

    private func resend(
        _ id: ID<Invitation>,
        _ token: SecretToken,
        _ c: AccountCaller,
        in tx: Transaction
    ) async throws(SellerError) {
        guard let account = try await tx.first(.lockedAccount(c.account)) else { throw .notFound }
        let actor = try actor(of: c, among: try await policyUsers([c.user], in: c.account, tx))
        let permit = try await permit(toInvite: actor, in: c.account, tx)
        guard let row = try await tx.first(.lockedInvitation(id, in: c.account)) else {
            throw .notFound
        }
        let grants = try await tx.all(.draftedGrants(of: id, in: c.account))
        try await refuseRevival(of: row, grants, by: actor, in: account, tx)
        let draft = try draft(of: row, grants, in: c.account, token)
        let end = try await tx.first(
            .renew(
                permit,
                id,
                digest: draft.new.digest,
                lifetimeSeconds: draft.new.lifetimeSeconds
            )
        )
        guard let end else { throw .invitationClosed }
        try await countResend(to: row.email, from: c.account, in: tx)
        try await send(draft, from: actor.row.name, of: account.name, until: end, in: tx)
    }

    /// Throws where whoever sends an invitation again could not make it: the rights of today count.
    private func refuseRevival(
        of row: InvitationRow,
        _ grants: [Grant],
        by actor: LockedUser,
        in account: AccountRow,
        _ tx: Transaction
    ) async throws(SellerError) {
        // A lapsed one has given up its place.
        if row.state == .expired { try await requirePlace(in: account, tx) }
        let catalogue = PermissionCatalogue(try await tx.all(.tools))
        try refuseGrants(
            grants,
            replacing: [],
            giver: actor.policy.held,
            identityVerified: false,
            catalogue: catalogue
        )
        // The code for it was given for a term that is over.
        if row.state == .expired,
            GrantRules.needsStepUp(from: [], to: grants, catalogue: catalogue)
        {
            throw SellerError(
                .conflict,
                "This invitation gives power and has lapsed. Invite anew.",
                next: OperationName.invitationsCreate.rawValue
            )
        }
    }

    /// Takes an invitation back: its link is dead. Throws `conflict` when it is accepted or revoked.
    package func revokeInvitation(
        _ c: AccountCaller,
        _ id: ID<Invitation>,
        facts: RequestFacts
    ) async throws(SellerError) {
        let record = c.record(.invitationsRevoke, on: .of("invitation", id)).from(facts)
        try await auditingRefusals(record) { () async throws(SellerError) in
            try await transaction(account: c.account) { tx throws(SellerError) in
                let users = try await policyUsers([c.user], in: c.account, tx)
                let actor = try actor(of: c, among: users)
                let permit = try await permit(toInvite: actor, in: c.account, tx)
                guard try await tx.first(.lockedInvitation(id, in: c.account)) != nil else {
                    throw .notFound
                }
                guard try await tx.run(.revoke(permit, id)) == 1 else { throw .invitationClosed }
                try audit(record, in: tx)
            }
        }
    }
}

extension SellerError {
    /// An invitation that is accepted or revoked cannot change any more.
    static let invitationClosed = SellerError(
        .conflict,
        "This invitation is accepted or revoked already."
    )
}
