import LibPQ

extension PostgresConnection {
    /// Starts a COPY in one direction; another statement is a `typeMismatch`.
    func beginCopy(
        _ text: String,
        _ direction: LinkResult.Status,
        in transaction: TransactionState
    ) throws(PostgresError) {
        let commands = try rest(of: transaction)
        if !commands.isEmpty { _ = try exchange(commands) }
        isCopying = true
        let result = try copying { (link, deadline) throws(LinkFailure) in
            try link.sendScript(text)
            try link.flush(until: deadline)
            return try link.nextResult(until: deadline)
        }
        if result?.status == direction { return }
        guard let result, result.status == .failed else {
            // Rows follow, or data in the other direction: there is no way back into step.
            abandonCopy()
            throw PostgresError(.typeMismatch, "the statement is no COPY in this direction")
        }
        _ = try finishCopy(after: error(of: result))
    }

    /// The next bytes of a COPY out, each row edited; after the last how many rows there were.
    func nextCopied(_ edit: CopyOut.RowEdit?) throws(PostgresError) -> CopiedOut {
        let bytes = try copying { (link, deadline) throws(LinkFailure) in
            try link.copyOut(PostgresLimits.copiedBytes, editing: edit, until: deadline)
        }
        if !bytes.isEmpty { return .chunk(bytes) }
        return .end(rows: try finishCopy())
    }

    /// Hands bytes to a COPY in.
    func copy(_ bytes: [UInt8]) throws(PostgresError) {
        try copying { (link, deadline) throws(LinkFailure) in
            try link.copyIn(bytes, until: deadline)
        }
    }

    /// Ends the bytes of a COPY in and gives the number of rows; a refusal undoes all of them.
    func endCopy(isRefused: Bool = false) throws(PostgresError) -> Int {
        try copying(interruptible: !isRefused) { (link, deadline) throws(LinkFailure) in
            let reason = isRefused ? "the source of the rows failed" : nil
            try link.endCopyIn(refusing: reason, until: deadline)
        }
        return try finishCopy()
    }

    /// Leaves a COPY that has not ended: the server is told, the connection given up.
    func abandonCopy() {
        guard isCopying else { return }
        isCopying = false
        standing.abandon()
        close()
    }

    /// Reads what follows the data, and goes back to the usual way of asking.
    private func finishCopy(after earlier: PostgresError? = nil) throws(PostgresError) -> Int {
        var failure = earlier
        var rows = 0
        try copying(interruptible: false) { (link, deadline) throws(LinkFailure) in
            while let result = try link.nextResult(until: deadline) {
                rows = max(rows, result.affectedRows)
                if result.status == .failed, failure == nil { failure = error(of: result) }
            }
            try link.endScript()
        }
        isCopying = false
        if let failure { throw failure }
        return rows
    }

    private func copying<T>(
        interruptible: Bool = true,
        _ body: (Link, ContinuousClock.Instant) throws(LinkFailure) -> T
    ) throws(PostgresError) -> T {
        if interruptible, Task.isCancelled { throw PostgresError(.cancelled) }
        let link = try link()
        if interruptible { listenForCancellation() }
        defer { standing.end() }
        do throws(LinkFailure) {
            return try body(link, configuration.answerDeadline)
        } catch {
            standing.retire()
            throw PostgresError(error)
        }
    }
}

/// What a COPY out comes to next.
enum CopiedOut {
    /// Whole rows.
    case chunk([UInt8])
    /// The end; the server's count of the rows.
    case end(rows: Int)
}
