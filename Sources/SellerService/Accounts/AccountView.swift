package import SellerModel
import SellerStore

/// An account as its users see it.
package struct AccountView: Sendable, Equatable {
    /// The account's id.
    package let id: ID<Account>
    /// The name.
    package let name: String
    /// `opening` or `open`.
    package let state: String
    /// The primary user.
    package let primary: ID<User>?
    /// How many users and open invitations there may be.
    package let userLimit: Int
    /// When it was opened.
    package let createdAt: Timestamp
}

extension SellerService {
    /// The account itself.
    package func account(_ c: AccountCaller) async throws(SellerError) -> AccountView {
        let row = try await transaction(account: c.account, readOnly: true) {
            tx throws(SellerError) in
            try await tx.first(.account(c.account))
        }
        guard let row else { throw .notFound }
        return AccountView(
            id: row.id,
            name: row.name,
            state: row.isOpen ? "open" : "opening",
            primary: row.primary,
            userLimit: Int(row.userLimit),
            createdAt: row.createdAt
        )
    }
}
