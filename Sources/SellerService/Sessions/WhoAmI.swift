package import SellerModel
import SellerStore

/// The person behind a session, with the accounts that they are a user of.
package struct WhoAmI: Sendable {
    /// A level that the person holds on a tool.
    package struct OwnLevel: Sendable, Equatable {
        package let tool: String
        package let level: Level
        package let scope: Scope
    }

    /// One account of the person.
    package struct OwnAccount: Sendable {
        package let account: ID<Account>
        package let name: String
        package let user: ID<User>
        package let kind: UserKind
        package let state: UserState
        /// What the person may do there; empty unless active.
        package let levels: [OwnLevel]
    }
    package let login: ID<Login>
    package let email: String
    package let name: String
    package let accounts: [OwnAccount]
    package let session: ID<Session>
    package let expiresAt: Timestamp
    /// The account that the pages act on; nil until one is chosen.
    package let chosenAccount: ID<Account>?
}

extension SellerService {
    /// Who the caller is and what they may do where. Suspended users do not see their account.
    package func whoAmI(_ caller: SessionCaller) async throws(SellerError) -> WhoAmI {
        let accounts = try await transaction(readOnly: true) {
            (tx) throws(SellerError) -> [WhoAmI.OwnAccount] in
            var accounts: [WhoAmI.OwnAccount] = []
            for own in try await tx.all(.users(of: caller.login))
            where own.state == .active || own.state == .pending {
                var levels: [WhoAmI.OwnLevel] = []
                if own.state == .active {
                    try await tx.choose(own.account)
                    levels = try await tx.all(.levels(of: own.user, in: own.account)).map { held in
                        WhoAmI.OwnLevel(tool: held.tool, level: held.level, scope: held.scope)
                    }
                }
                accounts.append(
                    WhoAmI.OwnAccount(
                        account: own.account,
                        name: own.accountName,
                        user: own.user,
                        kind: own.kind,
                        state: own.state,
                        levels: levels
                    )
                )
            }
            return accounts
        }
        return WhoAmI(
            login: caller.login,
            email: caller.email,
            name: caller.name,
            accounts: accounts,
            session: caller.session,
            expiresAt: caller.expiresAt,
            chosenAccount: caller.chosenAccount
        )
    }

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
