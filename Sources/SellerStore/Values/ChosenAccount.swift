import FoundationEssentials
package import Postgres
package import SellerModel

extension Statement where Row == String {
    /// Makes the rows of one account visible until the transaction ends (row level security).
    package static func chooseAccount(_ account: ID<Account>) -> Self {
        Self("SELECT set_config('seller.account', \(account.uuid.uuidString), true)")
    }
}
