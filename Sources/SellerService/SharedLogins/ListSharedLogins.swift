package import SellerModel
import SellerStore

extension SellerService {
    /// The open findings of the account, newest first, a page at a time; cursors as for `users`.
    package func sharedLogins(
        _ c: AccountCaller,
        limit: Int,
        after: String?
    ) async throws(SellerError) -> Page<FindingView> {
        let seal = CursorSeal(c, "shared-logins")
        let last: ID<Finding>? = try cursor(after, seal)
        let size = Page<FindingView>.size(limit)
        let rows = try await transaction(account: c.account, readOnly: true) {
            tx throws(SellerError) in
            // One more tells whether there is another page.
            try await tx.all(.openFindings(in: c.account, before: last, limit: size + 1))
        }
        return Page(rows.prefix(size).map(FindingView.init), next: rows.count > size) {
            newCursor($0.id, seal)
        }
    }
}
