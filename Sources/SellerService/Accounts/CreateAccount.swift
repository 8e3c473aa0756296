import SellerCrypto
package import SellerModel
import SellerStore

/// An account that was opened, with the invitation of its primary.
package struct CreatedAccount: Sendable, Equatable {
    /// The account, opening until the primary has enrolled.
    package let account: ID<Account>
    /// The primary's invitation.
    package let invitation: ID<Invitation>
    /// The link in the mail: a secret, shown to the operator if asked for.
    package let link: String
}

extension SellerService {
    /// Opens an account and invites its primary by mail: an operator's command, never a route.
    ///
    /// Throws `invalid` for a name or an address that cannot be one. Without `primaryName` the mail
    /// greets the address.
    package func createAccount(
        name: String,
        primaryEmail: String,
        primaryName: String?
    ) async throws(SellerError) -> CreatedAccount {
        let accountName = try Parsing.name(name, at: "/name")
        let email = try Parsing.email(primaryEmail, at: "/email")
        let person = try Parsing.name(primaryName ?? email.text, at: "/primary_name")
        let account: ID<Account> = environment.newID()
        let token = environment.newToken(.invitation)
        let new = NewInvitation(
            id: environment.newID(),
            account: account,
            email: email,
            name: person,
            kind: .primary,
            language: "en",
            digest: token.digest,
            lifetimeSeconds: limits.userInvitationSeconds
        )
        let draft = InvitationDraft(new: new, grants: [], link: invitationLink(token))
        try await transaction(account: account) { tx throws(SellerError) in
            try await tx.run(
                .openAccount(account, name: accountName, userLimit: limits.usersPerAccount)
            )
            let end = try await tx.one(.invitePrimary(new))
            try await send(draft, from: nil, of: accountName.text, until: end, in: tx)
            var record = AuditRecord("account.create", by: .operator, on: .of("account", account))
            record.account = account
            record.after = [
                "name": .string(accountName.text), "invitation": .string(new.id.text),
                "email": .string(email.text),
            ]
            try audit(record, in: tx)
        }
        return CreatedAccount(account: account, invitation: new.id, link: draft.link)
    }

    /// The address of the page that accepts an invitation.
    func invitationLink(_ token: SecretToken) -> String {
        "\(origin)/accept?token=\(token.text)"
    }
}
