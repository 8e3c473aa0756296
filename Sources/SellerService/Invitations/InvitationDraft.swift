import SellerCrypto
import SellerDelivery
import SellerModel
import SellerStore

/// An invitation that was parsed and has its link.
struct InvitationDraft: Sendable {
    let new: NewInvitation
    let grants: [Grant]
    /// A secret: it goes into the sealed mail and nowhere else.
    let link: String

    /// What the trail shows of it.
    var audited: JSONValue {
        [
            "email": .string(new.email.text), "name": .string(new.name.text),
            "kind": .string(new.kind.rawValue), "grants": .grants(grants),
        ]
    }
}

extension SellerService {
    /// Parses a request and makes its link.
    func draft(
        _ request: InvitationRequest,
        in account: ID<Account>
    ) throws(SellerError) -> InvitationDraft {
        guard request.kind != .primary else {
            throw .invalid("/kind", "There is one primary; invite as secondary or partner.")
        }
        guard request.grants.count <= Self.mostGrants else {
            throw .invalid("/grants", "At most \(Self.mostGrants) grants are taken.")
        }
        let token = environment.newToken(.invitation)
        let new = NewInvitation(
            id: environment.newID(),
            account: account,
            email: try Parsing.email(request.email, at: "/email"),
            name: try Parsing.name(request.name, at: "/name"),
            kind: request.kind,
            language: try Parsing.language(request.language, at: "/language"),
            digest: token.digest,
            lifetimeSeconds: lifetimeSeconds(of: request.kind)
        )
        return InvitationDraft(new: new, grants: request.grants, link: invitationLink(token))
    }

    /// A stored invitation with a new link and a new term.
    func draft(
        of row: InvitationRow,
        _ grants: [Grant],
        in account: ID<Account>,
        _ token: SecretToken
    ) throws(SellerError) -> InvitationDraft {
        let new = NewInvitation(
            id: row.id,
            account: account,
            email: try Parsing.email(row.email, at: "/email"),
            name: try Parsing.name(row.name, at: "/name"),
            kind: row.kind,
            language: row.language,
            digest: token.digest,
            lifetimeSeconds: lifetimeSeconds(of: row.kind)
        )
        return InvitationDraft(new: new, grants: grants, link: invitationLink(token))
    }

    /// Partners have half the time of users (INV-02).
    func lifetimeSeconds(of kind: UserKind) -> Int64 {
        kind == .partner ? limits.partnerInvitationSeconds : limits.userInvitationSeconds
    }

    /// Mails the link to the invited address; `inviter` is nil for the operator.
    func send(
        _ draft: InvitationDraft,
        from inviter: String?,
        of account: String,
        until end: Timestamp,
        in tx: Transaction
    ) async throws(SellerError) {
        let invite = MailTemplate.Invite(
            person: draft.new.name.text,
            inviter: inviter,
            account: account,
            link: draft.link,
            expiresAt: end
        )
        try enqueueMail(
            .invitation(invite),
            to: draft.new.email.text,
            language: draft.new.language,
            expiresAt: end,
            in: tx
        )
    }
}
