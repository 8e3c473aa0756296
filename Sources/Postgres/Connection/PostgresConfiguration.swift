/// Which server to use, as whom and within which bounds.
package struct PostgresConfiguration: Sendable {
    /// A connection string of libpq; several hosts are tried in their order.
    ///
    /// It may change the defaults: 3 s to connect to one host (`connect_timeout`), 5 s until a silent
    /// peer counts as gone (`tcp_user_timeout`, `keepalives_idle` and so on), and only servers that
    /// take writes (`target_session_attrs`).
    package var connectionString: String
    /// The role that every session takes, if it is not the one that signs in.
    package var role: String?
    /// How many connections the pool may hold.
    package var maximumConnections: Int
    /// The name under which the server lists the sessions.
    package var applicationName: String
    /// The schemas to look in; nil leaves the server's setting.
    package var searchPath: String?
    /// Milliseconds that one statement may take.
    package var statementTimeoutMilliseconds: Int
    /// Milliseconds that a transaction may wait for its next statement.
    package var idleTransactionMilliseconds = 60_000
    /// Milliseconds that a caller waits for a connection of the pool.
    package var acquireDeadlineMilliseconds: Int
    /// Who is told what the client does; nobody unless set.
    package var observer = PostgresObserver()

    /// The usual limit for one statement: no request of a person waits longer, and with
    /// `PostgresLimits.graceMilliseconds` a server that has stopped is noticed within 6 s.
    package static let usualStatementMilliseconds = 5_000

    /// A configuration; a wrong connection string shows when the first connection is made.
    package init(
        connectionString: String,
        role: String? = nil,
        maximumConnections: Int = 8,
        applicationName: String,
        searchPath: String? = nil,
        statementTimeoutMilliseconds: Int = usualStatementMilliseconds,
        acquireDeadlineMilliseconds: Int = 1_000
    ) {
        self.connectionString = connectionString
        self.role = role
        self.maximumConnections = max(1, maximumConnections)
        self.applicationName = applicationName
        self.searchPath = searchPath
        self.statementTimeoutMilliseconds = statementTimeoutMilliseconds
        self.acquireDeadlineMilliseconds = acquireDeadlineMilliseconds
    }

    /// What libpq is told. Defaults stand before the connection string, which may change them, and
    /// what the client relies on stands after it.
    var keywords: [(name: String, value: String)] {
        [
            ("connect_timeout", String(PostgresLimits.connectSeconds)),
            ("target_session_attrs", "read-write"),
            // A peer that is gone is noticed after 5 s: by what it does not acknowledge, and while
            // we wait for an answer by the probes it does not return.
            ("tcp_user_timeout", String(PostgresLimits.silenceMilliseconds)),
            ("keepalives_idle", "2"),
            ("keepalives_interval", "1"),
            ("keepalives_count", "3"),
            ("dbname", connectionString),
            ("application_name", applicationName),
            ("client_encoding", "UTF8"),
            ("options", options),
        ]
    }

    private var options: String {
        var settings = [
            ("statement_timeout", String(statementTimeoutMilliseconds)),
            ("idle_in_transaction_session_timeout", String(idleTransactionMilliseconds)),
            // What BEGIN says; statements that are a transaction without one take it from here.
            ("default_transaction_isolation", "read committed"),
        ]
        if let role { settings.append(("role", role)) }
        if let searchPath { settings.append(("search_path", searchPath)) }
        return settings.map { "-c \($0.0)=\(Self.escaped($0.1))" }.joined(separator: " ")
    }

    // The server splits the options at spaces; a backslash keeps the next character.
    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            if character == "\\" || character.isWhitespace { text.append("\\") }
            text.append(character)
        }
        return text
    }

    /// How long we wait for an answer: longer than the server lets the statement run.
    var answerDeadline: ContinuousClock.Instant {
        let milliseconds = statementTimeoutMilliseconds + PostgresLimits.graceMilliseconds
        return ContinuousClock.now.advanced(by: .milliseconds(milliseconds))
    }
}
