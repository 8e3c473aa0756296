import LibPQ
package import Logging

/// One connection with a thread of its own; an operation runs to its end on that thread.
package actor PostgresConnection {
    nonisolated let thread: ConnectionThread
    nonisolated let standing = ConnectionStanding()
    let configuration: PostgresConfiguration
    private var open: Link?
    var prepared: [StatementKey: PreparedStatement] = [:]
    var preparedCount = 0
    /// True while a COPY has begun and not ended.
    var isCopying = false

    private init(configuration: PostgresConfiguration, thread: ConnectionThread) {
        self.configuration = configuration
        self.thread = thread
    }

    /// Connects; throws `unavailable` if the server cannot be reached or refuses.
    ///
    /// The server's notices go to the logger at debug level, without their words.
    package static func connect(
        _ configuration: PostgresConfiguration,
        logger: Logger? = nil
    ) async throws(PostgresError) -> PostgresConnection {
        // The thread starts before the actor is whole: the actor's first job runs on it.
        let thread = ConnectionThread()
        let connection = PostgresConnection(configuration: configuration, thread: thread)
        try await connection.connect(logger)
        return connection
    }

    private func connect(_ logger: Logger?) throws(PostgresError) {
        do {
            let link = try Link.open(
                keywords: configuration.keywords,
                wakeup: thread.wakeup
            ) { notice in
                logger?.debug(
                    "notice of the database",
                    metadata: ["severity": "\(notice.severity)", "sqlstate": "\(notice.sqlState)"]
                )
            }
            standing.connected(link.canceler())
            open = link
        } catch {
            standing.retire()
            throw PostgresError(error).recoded(.unavailable)
        }
    }

    /// Says goodbye to the server; later use throws `connectionLost`.
    package func close() {
        standing.retire()
        open = nil
    }

    /// True if the server still holds its end, as far as can be known without asking it.
    func isAlive() -> Bool {
        guard let open, open.isQuiet() else {
            standing.retire()
            return false
        }
        return true
    }

    func link() throws(PostgresError) -> Link {
        guard let open else { throw PostgresError(.connectionLost, "the connection is closed") }
        return open
    }

    /// Runs a script, all of it or nothing of it unless it commits itself.
    package func execute(script: PostgresScript) throws(PostgresError) {
        let link = try link()
        let deadline = ContinuousClock.now.advanced(by: Self.scriptDuration)
        var failure: PostgresError?
        do throws(LinkFailure) {
            try link.sendScript(script.text)
            try link.flush(until: deadline)
            while let result = try link.nextResult(until: deadline) {
                if result.status == .failed, failure == nil { failure = error(of: result) }
            }
            try link.endScript()
        } catch {
            standing.retire()
            throw failure ?? PostgresError(error)
        }
        if let failure { throw failure }
    }

    // An upgrade may rewrite a large table; the server's own limits for statements are shorter.
    private static let scriptDuration = Duration.seconds(3_600)
}
