import SellerCrypto
package import SellerModel
import SellerStore

/// The invitation of an account's first primary, with its new link.
package struct PrimaryInvitation: Sendable, Equatable {
    /// The invitation: the one that opened the account.
    package let invitation: ID<Invitation>
    /// The address that it went to.
    package let email: String
    /// When it lapses.
    package let expiresAt: Timestamp
    /// The link in the mail: a secret, shown to the operator if asked for.
    package let link: String
}

extension SellerService {
    /// Invites the first primary again, because nobody else can where the invitation has lapsed or
    /// its mail is lost: a new link to the same address; the older one is dead. An operator's
    /// command, never a route.
    ///
    /// Throws `not_found` for an unknown account, and `conflict` once the primary has accepted.
    package func invitePrimary(
        of account: ID<Account>
    ) async throws(SellerError) -> PrimaryInvitation {
        let token = environment.newToken(.invitation)
        return try await transaction(account: account) { tx throws(SellerError) in
            guard let opening = try await tx.first(.lockedAccount(account)) else {
                // The operator may know which accounts there are.
                throw SellerError(.notFound, "There is no account with this id.")
            }
            guard let row = try await tx.first(.lockedPrimaryInvitation(in: account)) else {
                throw opening.isOpen ? .accountIsOpen : .primaryAccepted
            }
            let draft = try draft(of: row, [], in: account, token)
            let end = try await tx.one(.renewPrimary(draft.new))
            try await send(draft, from: nil, of: opening.name, until: end, in: tx)
            var record = AuditRecord(
                "account.invite_primary",
                by: .operator,
                on: .of("invitation", row.id)
            )
            record.account = account
            record.after = ["email": .string(row.email), "expires_at": .string(end.rfc3339)]
            try audit(record, in: tx)
            return PrimaryInvitation(
                invitation: row.id,
                email: row.email,
                expiresAt: end,
                link: draft.link
            )
        }
    }
}

extension SellerError {
    static let accountIsOpen = SellerError(
        .conflict,
        "This account is open: its primary user accepted and enrolled."
    )

    /// Not locked out: the password leads to a link in the mailbox, and that to enrollment.
    static let primaryAccepted = SellerError(
        .conflict,
        "The primary user accepted. They sign in with their password and enroll.",
        next: "sign_in.start"
    )
}
