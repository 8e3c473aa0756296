package import SellerModel
import SellerStore

/// An invitation as the account's admins see it. The link is not part of it: it goes by mail only.
package struct InvitationView: Sendable, Equatable {
    /// The invitation's id.
    package let id: ID<Invitation>
    /// The invited address.
    package let email: String
    /// The invited person's name.
    package let name: String
    /// Primary, secondary or partner.
    package let kind: UserKind
    /// The language of the mail.
    package let language: String
    /// `pending`, `accepted`, `revoked` or `expired`, as of now.
    package let state: String
    /// Who invited; nil when the operator opened the account.
    package let invitedBy: ID<User>?
    /// When it was made.
    package let createdAt: Timestamp
    /// When it lapses or lapsed.
    package let expiresAt: Timestamp
    /// The user that it became.
    package let user: ID<User>?
    /// What the person gets once accepted and enrolled.
    package let grants: [Grant]

    init(_ row: InvitationRow, grants: [Grant]) {
        id = row.id
        email = row.email
        name = row.name
        kind = row.kind
        language = row.language
        state = row.state.rawValue
        invitedBy = row.invitedBy
        createdAt = row.createdAt
        expiresAt = row.expiresAt
        user = row.user
        self.grants = grants
    }
}

/// What `invite` answers.
package typealias CreatedInvitation = InvitationView

extension SellerService {
    /// Invitations in every state, newest first, a page at a time; cursors as for `users`.
    package func invitations(
        _ c: AccountCaller,
        limit: Int,
        after: String?
    ) async throws(SellerError) -> Page<InvitationView> {
        let seal = CursorSeal(c, "invitations")
        let last: ID<Invitation>? = try cursor(after, seal)
        let size = Page<InvitationView>.size(limit)
        return try await transaction(account: c.account, readOnly: true) {
            tx throws(SellerError) in
            let rows = try await tx.all(
                .invitations(in: c.account, before: last, limit: size + 1)
            )
            var views: [InvitationView] = []
            for row in rows.prefix(size) {
                views.append(try await view(row, in: c.account, tx))
            }
            return Page(views, next: rows.count > size) { newCursor($0.id, seal) }
        }
    }

    func view(
        _ row: InvitationRow,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> InvitationView {
        InvitationView(row, grants: try await tx.all(.draftedGrants(of: row.id, in: account)))
    }

    func invitation(
        _ id: ID<Invitation>,
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) -> InvitationView? {
        guard let row = try await tx.first(.invitation(id, in: account)) else { return nil }
        return try await view(row, in: account, tx)
    }
}
