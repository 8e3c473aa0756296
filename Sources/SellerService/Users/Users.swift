package import SellerModel
import SellerStore

/// A user as the account sees it.
package struct UserView: Sendable, Equatable {
    /// The user's id.
    package let id: ID<User>
    /// The person's legal name.
    package let name: String
    /// The address that the person signs in with.
    package let email: String
    /// Primary, secondary or partner.
    package let kind: UserKind
    /// Where the user stands.
    package let state: UserState
    /// The derived 2SV state of the person's login.
    package let twoStep: TwoStepState
    /// Whether an open finding says that the login is shared.
    package let sharedLogin: Bool
    /// The version that `If-Match` compares.
    package let version: Int64
    /// When the person accepted.
    package let createdAt: Timestamp
    /// When the user became active; nil before the first enrollment.
    package let activatedAt: Timestamp?

    init(_ row: UserRow) {
        id = row.id
        name = row.name
        email = row.email
        kind = row.kind
        state = row.state
        twoStep = row.twoStep
        sharedLogin = row.sharedLogin
        version = row.version
        createdAt = row.createdAt
        activatedAt = row.activatedAt
    }
}

extension UsersFilter {
    /// The filter as text, equal for equal filters.
    var canonical: String {
        [twoStep?.rawValue, tool, level?.rawValue, state?.rawValue].map { $0 ?? "-" }
            .joined(separator: "/")
    }
}

extension SellerService {
    /// Users by filter, in the order in which they came, a page at a time.
    ///
    /// `after` is the `nextCursor` of the page before, good for this caller and filter only; throws
    /// `invalid_cursor` for another, and `malformed` for a level without a tool or of `none`. A tool
    /// that is not in the catalogue is held by nobody.
    package func users(
        _ c: AccountCaller,
        filter: UsersFilter,
        limit: Int,
        after: String?
    ) async throws(SellerError) -> Page<UserView> {
        try Self.refuseUnclear(filter)
        let seal = CursorSeal(c, "users \(filter.canonical)")
        let last: ID<User>? = try cursor(after, seal)
        let size = Page<UserView>.size(limit)
        let rows = try await transaction(account: c.account, readOnly: true) {
            tx throws(SellerError) in
            // One more tells whether there is another page.
            try await tx.all(.users(in: c.account, filter, after: last, limit: size + 1))
        }
        return Page(rows.prefix(size).map(UserView.init), next: rows.count > size) { item in
            newCursor(item.id, seal)
        }
    }

    // A level of no tool would list everybody, and read like a list of admins; so would `none`,
    // which nobody holds.
    private static func refuseUnclear(_ filter: UsersFilter) throws(SellerError) {
        guard let level = filter.level else { return }
        guard filter.tool != nil else {
            throw SellerError(
                .malformed,
                "A level needs a tool.",
                fields: [.init(.parameter("level"), .malformed, "Name the tool too.")]
            )
        }
        guard level > .none else {
            throw SellerError(
                .malformed,
                "Nobody holds the level none.",
                fields: [.init(.parameter("level"), .malformed, "Ask for view, edit or admin.")]
            )
        }
    }

    /// One user; `not_found` for one that is removed or of another account.
    package func user(_ c: AccountCaller, _ user: ID<User>) async throws(SellerError) -> UserView {
        try await transaction(account: c.account, readOnly: true) { tx throws(SellerError) in
            guard let row = try await tx.first(.user(user, in: c.account)) else { throw .notFound }
            return UserView(row)
        }
    }
}
