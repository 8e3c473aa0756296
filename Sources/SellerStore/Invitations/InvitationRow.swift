import Postgres
package import SellerModel

/// Where an invitation stands, computed from its times and never stored (INV-07).
package enum InvitationState: String, Sendable, CaseIterable, PostgresEnumeration {
    case pending
    case accepted
    case revoked
    case expired
}

/// An invitation as the account's admins see it.
package struct InvitationRow: Sendable, Equatable {
    /// The invitation's id, which is no secret.
    package let id: ID<Invitation>
    /// The invited address.
    package let email: String
    /// The invited person's name, as the inviter wrote it.
    package let name: String
    /// What the person is to become.
    package let kind: UserKind
    /// The language of the mail.
    package let language: String
    /// Where it stands now.
    package let state: InvitationState
    /// Who invited; nil when the operator opened the account.
    package let invitedBy: ID<User>?
    /// When it was made.
    package let createdAt: Timestamp
    /// When it lapses or lapsed.
    package let expiresAt: Timestamp
    /// The user that it became.
    package let user: ID<User>?
}

extension InvitationRow {
    static let columns: SQL = """
        i.invitation_id, i.email, i.name, i.kind, i.language,
        CASE
            WHEN i.accepted_at IS NOT NULL THEN 'accepted'
            WHEN i.revoked_at IS NOT NULL THEN 'revoked'
            WHEN i.expires_at <= now() THEN 'expired'
            ELSE 'pending'
        END,
        i.invited_by, i.created_at, i.expires_at, i.user_id
        """
}

/// An invitation to be stored.
package struct NewInvitation: Sendable {
    package let id: ID<Invitation>
    package let account: ID<Account>
    package let email: EmailAddress
    package let name: PersonName
    package let kind: UserKind
    package let language: String
    /// SHA-256 of its token.
    package let digest: [UInt8]
    package let lifetimeSeconds: Int64

    /// An invitation with all that is stored of it.
    package init(
        id: ID<Invitation>,
        account: ID<Account>,
        email: EmailAddress,
        name: PersonName,
        kind: UserKind,
        language: String,
        digest: [UInt8],
        lifetimeSeconds: Int64
    ) {
        self.id = id
        self.account = account
        self.email = email
        self.name = name
        self.kind = kind
        self.language = language
        self.digest = digest
        self.lifetimeSeconds = lifetimeSeconds
    }
}
