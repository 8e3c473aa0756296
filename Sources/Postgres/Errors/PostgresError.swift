import LibPQ

/// What went wrong between us and the database.
///
/// `description` is a fixed sentence and a code, safe for logs; `debugDescription` may hold data.
package struct PostgresError: Error, Equatable, Sendable {
    /// The kinds of failure that a caller can tell apart.
    package enum Code: String, Sendable {
        /// The server refused the statement; see `sqlState` and `constraint`.
        case server
        /// No connection could be had: connecting failed, or all stayed in use too long.
        case unavailable
        /// The connection broke. The transaction has no effect; a single statement outside of one
        /// commits by itself and may have had its effect, so changes belong into transactions.
        case connectionLost
        /// The connection broke while it committed: the change may have happened or not.
        case commitUnknown
        /// The task was canceled.
        case cancelled
        /// The statement gave another number of rows than its caller asked for.
        case unexpectedRowCount
        /// A column or a value has another type or shape than the Swift type says.
        case typeMismatch
        /// The statement gave more rows than `PostgresLimits.rows`.
        case tooManyRows
        /// The statement took longer than it may.
        case timedOut
        /// The transaction was used after its body had ended.
        case transactionEnded
    }

    /// The kind of failure.
    package let code: Code
    /// The server's five characters for the error, if the server reported one.
    package let sqlState: String?
    /// The constraint that the change broke, if it broke one.
    package let constraint: String?
    private let words: String

    /// A failure of a kind, with words that only `debugDescription` shows.
    package init(_ code: Code, _ words: String = "") {
        self.code = code
        self.words = words
        sqlState = nil
        constraint = nil
    }

    init(_ report: ServerReport, code: Code = .server) {
        self.code = code
        sqlState = report.sqlState
        constraint = report.constraint
        words = [report.message, report.detail].compactMap(\.self).joined(separator: " · ")
    }

    init(_ failure: LinkFailure) {
        switch failure {
        case .lost(let words): self.init(.connectionLost, words)
        case .timedOut: self.init(.timedOut, "no answer before the deadline")
        }
    }

    /// True for a serialization failure and a deadlock: the whole transaction may be tried again.
    package var isRetriable: Bool {
        sqlState == "40001" || sqlState == "40P01"
    }

    /// True if the change broke the constraint of this name.
    package func breaks(_ name: StaticString) -> Bool {
        constraint == name.description
    }

    /// The same words under another kind of failure.
    func recoded(_ code: Code) -> PostgresError {
        PostgresError(code: code, sqlState: sqlState, constraint: constraint, words: words)
    }

    private init(code: Code, sqlState: String?, constraint: String?, words: String) {
        self.code = code
        self.sqlState = sqlState
        self.constraint = constraint
        self.words = words
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The kind of failure with the server's code and the constraint; never any data.
    package var description: String {
        var text = "database: \(code.rawValue)"
        if let sqlState { text += ", SQLSTATE \(sqlState)" }
        if let constraint { text += ", constraint \(constraint)" }
        return text
    }

    /// Everything that is known, which may include data of the statement.
    package var debugDescription: String {
        words.isEmpty ? description : "\(description): \(words)"
    }
}
