import SellerDelivery
package import SellerModel
import SellerStore

/// What accepting as somebody who has a login led to.
package enum AcceptedInvitation: Sendable, Equatable {
    /// The login is a user of the account, at once active because it is enrolled.
    case user(ID<User>, account: ID<Account>)
}

extension SellerService {
    /// Accepts an invitation as the login that is signed in.
    ///
    /// Throws `not_found` for a link that leads nowhere, `already_user`, and `conflict` when the
    /// invitation is for another address: nobody joins in somebody else's place (INV-04).
    package func acceptInvitation(
        _ token: String,
        as s: SessionCaller,
        facts: RequestFacts
    ) async throws(SellerError) -> AcceptedInvitation {
        var entry = AuditRecord("invitation.accept", by: .login(s.login)).from(facts)
        entry.login = s.login
        entry.session = s.session
        let record = entry
        return try await auditingRefusals(record) { () async throws(SellerError) in
            let offer = try await offer(Self.invitationToken(token))
            guard offer.found.email == s.email else {
                throw SellerError(
                    .conflict,
                    "This invitation is for another address. Accept it there, or ask for one to yours."
                )
            }
            let user = try await transaction(account: offer.found.account) {
                tx throws(SellerError) in
                try await offer.claim(in: tx)
                return try await join(
                    offer.found,
                    login: s.login,
                    madeLogin: false,
                    record,
                    in: tx
                )
            }
            return .user(user, account: offer.found.account)
        }
    }

    /// Makes the login a user of the account that a claimed invitation is for, with the drafts that
    /// its inviter may still give.
    func join(
        _ offer: OfferedInvitation,
        login: ID<Login>,
        madeLogin: Bool,
        _ record: AuditRecord,
        in tx: Transaction
    ) async throws(SellerError) -> ID<User> {
        // Before the rows that refer to it: refresh_enrolled will ask for the login whole.
        _ = try await tx.one(.lockLogin(login))
        let user = try await addUser(offer, login: login, madeLogin: madeLogin, in: tx)
        let grants = try await grantsStillAllowed(offer, tx)
        try await tx.run(
            .giveDraftGrants(grants, to: user, in: offer.account, by: offer.invitedBy)
        )
        var entry = record
        entry.account = offer.account
        entry.actor = .user(user, login)
        entry.target = .of("invitation", offer.id)
        entry.after = ["user": .string(user.text), "grants": .grants(grants)]
        try audit(entry, in: tx)
        // A login that is enrolled already becomes active here; a new one when it enrolls, with a
        // notice of its own.
        let changed = try await tx.all(.refreshEnrolled(login))
        if changed.contains(where: { $0.user == user && $0.wasActivated }) {
            try await tellOfJoining(user, offer, tx)
        }
        return user
    }

    /// The user that a claimed invitation leads to, pending and without grants.
    private func addUser(
        _ offer: OfferedInvitation,
        login: ID<Login>,
        madeLogin: Bool,
        in tx: Transaction
    ) async throws(SellerError) -> ID<User> {
        let user: ID<User> = environment.newID()
        try await tx.run(
            .addPendingUser(
                user,
                login: login,
                account: offer.account,
                isPartner: offer.kind == .partner,
                invitedBy: offer.invitedBy
            )
        )
        let accepted = try await tx.run(
            .accept(
                offer.id,
                in: offer.account,
                as: user,
                madeLogin: madeLogin ? login : nil
            )
        )
        guard accepted == 1 else { throw .deadInvitation }
        if offer.kind == .primary {
            guard try await tx.run(.nameFirstPrimary(user, of: offer.account)) == 1 else {
                throw SellerError(.lastPrimary, "This account has its primary user.")
            }
        }
        return user
    }

    /// Tells the account's admins that somebody can act from now on.
    private func tellOfJoining(
        _ user: ID<User>,
        _ offer: OfferedInvitation,
        _ tx: Transaction
    ) async throws(SellerError) {
        guard let row = try await tx.first(.user(user, in: offer.account)) else { return }
        let notice = MailTemplate.userJoined(person: row.name, account: offer.accountName)
        let admins = try await tx.all(.admins(of: offer.account, limit: limits.usersPerAccount))
        for admin in admins where admin.user != user {
            try enqueueMail(notice, to: admin.email, in: tx)
        }
    }

    /// The drafts that the inviter could give today: who was demoted since gives nothing above the
    /// own level any more, and who is no admin gives nothing.
    private func grantsStillAllowed(
        _ offer: OfferedInvitation,
        _ tx: Transaction
    ) async throws(SellerError) -> [Grant] {
        guard let inviter = offer.invitedBy else { return [] }
        let drafts = try await tx.all(.draftedGrants(of: offer.id, in: offer.account))
        let users = try await policyUsers([inviter], in: offer.account, tx)
        guard let policy = users[inviter]?.policy, policy.state == .active, policy.held.isAdmin
        else { return [] }
        return drafts.filter { policy.held.covers($0) }
    }
}
