package import SellerModel
import SellerStore

/// The grants of a user.
package struct UserPermissions: Sendable, Equatable {
    /// Whose they are.
    package let user: ID<User>
    /// Whether this is the primary, who holds everything without grants.
    package let isPrimary: Bool
    /// The grants that have not ended, by tool and scope.
    package let grants: [GivenGrant]
    /// The version that `If-Match` compares.
    package let version: Int64
}

/// A grant with its history of one line.
package struct GivenGrant: Sendable, Equatable {
    /// The grant itself.
    package let grant: Grant
    /// Who gave it.
    package let givenBy: ID<User>?
    /// The giver's name.
    package let giverName: String?
    /// When it was given or last changed.
    package let givenAt: Timestamp

    init(_ row: GrantRow) {
        grant = row.grant
        givenBy = row.givenBy
        giverName = row.giverName
        givenAt = row.givenAt
    }
}

extension SellerService {
    /// The grants of one user; `not_found` for a user that is removed or of another account.
    package func permissions(
        _ c: AccountCaller,
        _ user: ID<User>
    ) async throws(SellerError) -> UserPermissions {
        try await transaction(account: c.account, readOnly: true) { tx throws(SellerError) in
            guard let row = try await tx.first(.user(user, in: c.account)) else { throw .notFound }
            return UserPermissions(
                user: user,
                isPrimary: row.kind == .primary,
                grants: try await tx.all(.liveGrants(of: [user], in: c.account))
                    .map(GivenGrant.init),
                version: row.version
            )
        }
    }
}
