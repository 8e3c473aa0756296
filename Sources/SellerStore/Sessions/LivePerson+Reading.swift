import FoundationEssentials
import Postgres
import SellerModel

extension PersonRow {
    static let columns: [PostgresType] =
        [.int8] + PersonSession.columns + OwnAccount.columns

    init(reading row: inout RowReader) throws(PostgresError) {
        place = try Int64(decoding: row.next())
        session = try PersonSession.read(&row)
        account = try OwnAccount.read(&row)
    }
}

extension PersonSession {
    fileprivate static let columns: [PostgresType] = [
        .uuid, .uuid, .text, .text, .uuid, .timestamptz, .bool,
    ]

    fileprivate static func read(_ row: inout RowReader) throws(PostgresError) -> Self? {
        let id: ID<Session>? = try row.id()
        let login: ID<Login>? = try row.id()
        let email = try row.text()
        let name = try row.text()
        let account: ID<Account>? = try row.id()
        let expiresAt = try row.moment()
        let isUnseen = try row.bool()
        guard let id, let login, let email, let name, let expiresAt, let isUnseen else {
            return nil
        }
        return Self(
            id: id,
            login: login,
            email: email,
            name: name,
            account: account,
            expiresAt: expiresAt,
            isUnseen: isUnseen
        )
    }
}

extension OwnAccount {
    fileprivate static let columns: [PostgresType] = [
        .uuid, .text, .uuid, .enumeration, .enumeration, .bool, .texts, .enumerations, .texts,
    ]

    fileprivate static func read(_ row: inout RowReader) throws(PostgresError) -> Self? {
        let account: ID<Account>? = try row.id()
        let name = try row.text()
        let user: ID<User>? = try row.id()
        let kind = try row.text().flatMap(UserKind.init(rawValue:))
        let state = try row.text().flatMap(UserState.init(rawValue:))
        let isPrimary = try row.bool() ?? false
        let levels = try HeldLevel.read(&row)
        guard let account, let name, let user, let kind, let state else { return nil }
        return Self(
            account: account,
            name: name,
            user: user,
            kind: isPrimary ? .primary : kind,
            state: state,
            levels: levels
        )
    }
}

extension HeldLevel {
    /// Three columns of equal length, as the function gives them together, put in order.
    fileprivate static func read(_ row: inout RowReader) throws(PostgresError) -> [HeldLevel] {
        var (tools, levels, scopes): ([String], [Level], [Scope]) = ([], [], [])
        try row.nextUnlessNull()?.elements(of: .text) { (part, count) throws(PostgresError) in
            if tools.isEmpty {
                tools.reserveCapacity(count)
                levels.reserveCapacity(count)
                scopes.reserveCapacity(count)
            }
            tools.append(try part.text())
        }
        try row.nextUnlessNull()?.elements(of: .enumeration) { (part, _) throws(PostgresError) in
            guard let level = Level(rawValue: try part.text()) else { throw .undecodable }
            levels.append(level)
        }
        try row.nextUnlessNull()?.elements(of: .text) { (part, _) throws(PostgresError) in
            scopes.append(try Scope(decoding: part))
        }
        guard tools.count == levels.count, tools.count == scopes.count else { throw .undecodable }
        var held: [HeldLevel] = []
        held.reserveCapacity(tools.count)
        for index in tools.indices {
            held.append(
                HeldLevel(tool: tools[index], level: levels[index], scope: scopes[index])
            )
        }
        // Mostly they come in order, by the index that they are read from.
        let isInOrder = zip(held, held.dropFirst()).allSatisfy { $0 < $1 }
        return isInOrder ? held : held.sorted()
    }
}

extension RowReader {
    fileprivate mutating func id<Kind>() throws(PostgresError) -> ID<Kind>? {
        guard let column = try nextUnlessNull() else { return nil }
        return ID(try UUID(decoding: column))
    }

    fileprivate mutating func text() throws(PostgresError) -> String? {
        guard let column = try nextUnlessNull() else { return nil }
        return try column.text()
    }

    fileprivate mutating func bool() throws(PostgresError) -> Bool? {
        guard let column = try nextUnlessNull() else { return nil }
        return try Bool(decoding: column)
    }

    fileprivate mutating func moment() throws(PostgresError) -> Timestamp? {
        guard let column = try nextUnlessNull() else { return nil }
        return try Timestamp(decoding: column)
    }
}
