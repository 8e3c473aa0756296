package import Postgres
package import SellerModel

/// A live session with the accounts of its person.
package struct LivePerson: Sendable {
    package let session: LiveSession
    /// By their names; those where the person is suspended are left out.
    package let accounts: [OwnAccount]
}

/// A row about a person: the session, and one of its accounts or none.
package struct PersonRow: Sendable {
    /// The place of the question, from 1.
    let place: Int64
    let session: LiveSession?
    let account: OwnAccount?
}

extension Statement where Row == PersonRow {
    /// The people behind tokens; see `people_many` in schema.sql.
    package static func people(digests: [[UInt8]]) -> Self {
        Self(
            """
            SELECT
                n, session_id, login_id, email, legal_name, method_id, chosen_account_id, created_at,
                expires_at, last_seen_at <= now() - INTERVAL '1 minute',
                account_id, account_name, user_id, kind, state, is_primary, tools, levels, scopes
            FROM people_many(\(digests.map(PostgresBytes.init)))
            """
        ) {
            (
                place,
                id,
                login,
                email,
                name,
                method,
                chosen,
                createdAt,
                expiresAt,
                isUnseen,
                account,
                accountName,
                user,
                kind: UserKind?,
                state,
                isPrimary: Bool?,
                tools,
                levels,
                scopes
            ) in
            PersonRow(
                place: place,
                session: .stored(
                    id: id,
                    login: login,
                    email: email,
                    name: name,
                    method: method,
                    account: chosen,
                    createdAt: createdAt,
                    expiresAt: expiresAt,
                    isUnseen: isUnseen
                ),
                account: .stored(
                    account,
                    accountName,
                    user,
                    isPrimary == true ? .primary : kind,
                    state,
                    HeldLevel.gathered(tools, levels, scopes)
                )
            )
        }
    }
}

extension OwnAccount {
    fileprivate static func stored(
        _ account: ID<Account>?,
        _ accountName: String?,
        _ user: ID<User>?,
        _ kind: UserKind?,
        _ state: UserState?,
        _ levels: [HeldLevel]
    ) -> Self? {
        guard let account, let accountName, let user, let kind, let state else { return nil }
        return Self(
            account: account,
            name: accountName,
            user: user,
            kind: kind,
            state: state,
            levels: levels
        )
    }
}

extension HeldLevel {
    /// Three columns of equal length, as the function gives them together, put in order.
    fileprivate static func gathered(
        _ tools: [String]?,
        _ levels: [Level]?,
        _ scopes: [Scope]?
    ) -> [HeldLevel] {
        guard let tools, let levels, let scopes else { return [] }
        var held: [HeldLevel] = []
        held.reserveCapacity(tools.count)
        for ((tool, level), scope) in zip(zip(tools, levels), scopes) {
            held.append(HeldLevel(tool: tool, level: level, scope: scope))
        }
        // Mostly they come in order, by the index that they are read from.
        let isInOrder = zip(held, held.dropFirst()).allSatisfy { $0 < $1 }
        return isInOrder ? held : held.sorted()
    }
}

extension ReadShape where Question == [UInt8], Answer == LivePerson? {
    /// The person behind the SHA-256 of a session's token; nil where no session is live.
    package static var person: Self {
        Self(rows: { .people(digests: $0) }, gather: LivePerson.gathered)
    }
}

extension LivePerson {
    /// The rows come by their place, and each place has one at least.
    static func gathered(_ rows: [PersonRow]) -> [LivePerson?] {
        var people: [LivePerson?] = []
        people.reserveCapacity(rows.count)
        var rest = rows[...]
        while let first = rest.first {
            let own = rest.prefix { $0.place == first.place }
            rest = rest.dropFirst(own.count)
            people.append(
                first.session.map { LivePerson(session: $0, accounts: own.compactMap(\.account)) }
            )
        }
        return people
    }
}
