package import SellerModel
import SellerStore

/// The person behind a session, with the accounts that they are a user of.
package struct WhoAmI: Sendable {
    package let login: ID<Login>
    package let email: String
    package let name: String
    /// By their names; those where the person is suspended are left out.
    package let accounts: [OwnAccount]
    package let session: ID<Session>
    package let expiresAt: Timestamp
    /// The account that the pages act on; nil until one is chosen.
    package let chosenAccount: ID<Account>?

    init(_ person: LivePerson) {
        login = person.session.login
        email = person.session.email
        name = person.session.name
        accounts = person.accounts
        session = person.session.id
        expiresAt = person.session.expiresAt
        chosenAccount = person.session.account
    }
}

extension SellerService {
    /// Makes the pages act on an account; `notFound` for one where the caller is no active user.
    package func chooseAccount(
        _ caller: SessionCaller,
        account: ID<Account>,
        facts: RequestFacts
    ) async throws(SellerError) {
        try await transaction { (tx) throws(SellerError) in
            let users = try await tx.all(.users(of: caller.login))
            guard users.contains(where: { $0.account == account && $0.state == .active }) else {
                throw .notFound
            }
            try await tx.run(.choose(account, in: caller.session))
        }
    }
}
