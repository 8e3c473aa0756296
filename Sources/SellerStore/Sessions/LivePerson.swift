package import Postgres
package import SellerModel

/// A live session with the accounts of its person.
package struct LivePerson: Sendable {
    package let session: PersonSession
    /// By their names; those where the person is suspended are left out.
    package let accounts: [OwnAccount]
}

/// A live session, as far as its person is told of it.
package struct PersonSession: Sendable {
    package let id: ID<Session>
    package let login: ID<Login>
    package let email: String
    package let name: String
    /// The account that the pages act on.
    package let account: ID<Account>?
    package let expiresAt: Timestamp
    /// Whether it was last seen over a minute ago, so that being seen has to be written.
    package let isUnseen: Bool
}

/// A row about a person: the session, and one of its accounts or none.
package struct PersonRow: Sendable {
    /// The place of the question, from 1.
    let place: Int64
    let session: PersonSession?
    let account: OwnAccount?
}

extension Statement where Row == PersonRow {
    /// The people behind tokens; see `people_many` in schema.sql.
    package static func people(digests: [[UInt8]]) -> Self {
        Self(
            """
            SELECT
                n, session_id, login_id, email, legal_name, chosen_account_id, expires_at,
                last_seen_at <= now() - INTERVAL '1 minute',
                account_id, account_name, user_id, kind, state, is_primary, tools, levels, scopes
            FROM people_many(\(digests.map(PostgresBytes.init)))
            """,
            columns: PersonRow.columns,
            reading: PersonRow.init(reading:)
        )
    }
}

extension ReadShape where Question == [UInt8], Answer == LivePerson? {
    /// The person behind the SHA-256 of a session's token; nil where no session is live.
    package static var person: Self {
        Self(rows: { .people(digests: $0) }, gather: LivePerson.gathered)
    }
}

extension LivePerson {
    /// The rows come in any order, and each place has one at least.
    static func gathered(_ rows: [PersonRow]) -> [LivePerson?] {
        var people: [LivePerson?] = []
        people.reserveCapacity(rows.count)
        // As nearly always: one row for each place, and that in order.
        let isPlain = rows.indices.allSatisfy { rows[$0].place == Int64($0) + 1 }
        if isPlain {
            for row in rows { people.append(row.session.map { $0.person([row.account]) }) }
            return people
        }
        var rest = rows.sorted { $0.place < $1.place }[...]
        while let first = rest.first {
            let own = rest.prefix { $0.place == first.place }
            rest = rest.dropFirst(own.count)
            people.append(first.session.map { $0.person(own.map(\.account)) })
        }
        return people
    }
}

extension PersonSession {
    fileprivate func person(_ accounts: [OwnAccount?]) -> LivePerson {
        var known = accounts.compactMap(\.self)
        if known.count > 1 {
            known.sort { ($0.name, $0.account.text) < ($1.name, $1.account.text) }
        }
        return LivePerson(session: self, accounts: known)
    }
}
