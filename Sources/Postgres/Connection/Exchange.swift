import LibPQ

/// One message to the server within a batch.
enum Command {
    case query(text: String, Parameters)
    case prepare(name: String, text: String, types: [UInt32])
    case describe(name: String)
    case execute(name: String, Parameters)
}

extension PostgresConnection {
    /// Sends a batch in one write and reads all its answers, one for each command.
    ///
    /// An error skips the rest of the batch; it is thrown after the last answer has been read, so
    /// that the connection stays in step.
    func exchange(
        _ commands: [Command],
        interruptible: Bool = true
    ) throws(PostgresError) -> [LinkResult] {
        if interruptible, Task.isCancelled { throw PostgresError(.cancelled) }
        let link = try link()
        let start = ContinuousClock.now
        do throws(PostgresError) {
            let results = try exchange(commands, over: link, interruptible: interruptible)
            configuration.observer.exchange(start.duration(to: .now))
            return results
        } catch {
            configuration.observer.failed(error)
            throw error
        }
    }

    private func exchange(
        _ commands: [Command],
        over link: Link,
        interruptible: Bool
    ) throws(PostgresError) -> [LinkResult] {
        let deadline = configuration.answerDeadline
        var results: [LinkResult] = []
        defer { standing.end() }
        do throws(LinkFailure) {
            for command in commands { try link.send(command) }
            try link.sendSync()
            try link.flush(until: deadline)
            if interruptible { listenForCancellation() }
            try collect(&results, from: link, until: deadline)
        } catch {
            standing.retire()
            throw firstFailure(in: results)?.recoded(.connectionLost) ?? PostgresError(error)
        }
        if let failure = firstFailure(in: results) { throw failure }
        guard results.count == commands.count else {
            standing.retire()
            throw PostgresError(.connectionLost, "the answers do not fit the questions")
        }
        return results
    }

    func listenForCancellation() {
        standing.begin()
        // Canceled between the first look and now: nobody else interrupts.
        if Task.isCancelled { standing.interrupt() }
    }

    private func collect(
        _ results: inout [LinkResult],
        from link: Link,
        until deadline: ContinuousClock.Instant
    ) throws(LinkFailure) {
        while true {
            guard let result = try link.nextResult(until: deadline) else { continue }
            if result.status == .sync { return }
            results.append(result)
            // A broken link repeats its failure without an end.
            if link.isBroken { throw .lost("the server closed the connection") }
        }
    }

    private func firstFailure(in results: [LinkResult]) -> PostgresError? {
        for result in results {
            switch result.status {
            case .failed:
                return error(of: result)
            case .unexpected, .copyOut, .copyIn:
                standing.retire()
                return PostgresError(.connectionLost, "an answer that nothing asked for")
            default:
                continue
            }
        }
        return nil
    }

    func error(of result: LinkResult) -> PostgresError {
        let report = result.report
        switch report.sqlState {
        case "57014":
            return PostgresError(report, code: standing.isInterrupted ? .cancelled : .timedOut)
        case "57P01", "57P02", "57P03", "25P03":
            // Shutdown, crash, not yet started, idle in its transaction for too long.
            standing.retire()
            return PostgresError(report, code: .connectionLost)
        case "0A000", "26000":
            // A prepared statement that no longer fits the schema: begin with an empty cache.
            standing.retire()
            return PostgresError(report)
        default:
            return PostgresError(report)
        }
    }
}

extension Link {
    fileprivate func send(_ command: Command) throws(LinkFailure) {
        switch command {
        case .query(let text, let parameters):
            try sendQuery(text: text, parameters)
        case .prepare(let name, let text, let types):
            try sendPrepare(name: name, text: text, types: types)
        case .describe(let name):
            try sendDescribe(name: name)
        case .execute(let name, let parameters):
            try sendExecute(name: name, parameters)
        }
    }
}
