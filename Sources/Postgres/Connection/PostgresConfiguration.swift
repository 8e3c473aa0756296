/// Which server to use, as whom and within which bounds.
package struct PostgresConfiguration: Sendable {
    /// A connection string of libpq: several hosts and `target_session_attrs` pass through.
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

    /// A configuration; a wrong connection string shows when the first connection is made.
    package init(
        connectionString: String,
        role: String? = nil,
        maximumConnections: Int = 8,
        applicationName: String,
        searchPath: String? = nil,
        statementTimeoutMilliseconds: Int = 10_000,
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
            ("tcp_user_timeout", "10000"),
            ("keepalives_idle", "30"),
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
