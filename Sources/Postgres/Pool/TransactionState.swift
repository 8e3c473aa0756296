import LibPQ
import Synchronization

/// What a transaction has come to: not begun, open or ended, and the last error it saw.
final class TransactionState: Sendable {
    /// What the server has not been told yet, in this order.
    struct Rest {
        /// The commands that begin the transaction; none once it has begun.
        let opening: [Command]
        /// Statements that nobody waits for.
        let waiting: [Call]
    }

    private struct State {
        var opening: [Command]?
        var waiting: [Call] = []
        var hasEnded = false
        var failure: PostgresError?

        mutating func take() -> Rest {
            defer { (opening, waiting) = (nil, []) }
            return Rest(opening: opening ?? [], waiting: waiting)
        }
    }

    private let state: Mutex<State>

    init(_ mode: TransactionMode, settings: [TransactionSetting]) {
        var commands = [Command.query(text: mode.begin, Parameters())]
        if !settings.isEmpty { commands.append(TransactionSetting.command(settings)) }
        state = Mutex(State(opening: commands))
    }

    /// Keeps a statement for the next round trip.
    func add(_ call: Call) throws(PostgresError) {
        let isOpen = state.withLock { state in
            if !state.hasEnded { state.waiting.append(call) }
            return !state.hasEnded
        }
        guard isOpen else { throw PostgresError(.transactionEnded) }
    }

    /// What a statement has to take along.
    ///
    /// Called on the connection's thread: two first statements at once keep their order.
    func take() throws(PostgresError) -> Rest {
        let rest = state.withLock { $0.hasEnded ? nil : $0.take() }
        guard let rest else { throw PostgresError(.transactionEnded) }
        return rest
    }

    /// Ends the transaction for its body, to be committed; gives what COMMIT has to take along, nil
    /// if there is nothing to commit.
    func endForCommit() -> Rest? {
        state.withLock { state in
            defer { state.hasEnded = true }
            let isKnown = state.opening == nil || !state.waiting.isEmpty
            return isKnown ? state.take() : nil
        }
    }

    /// Ends the transaction for its body, to be undone; true if the server knows of it.
    func endForRollback() -> Bool {
        state.withLock { state in
            state.hasEnded = true
            return state.opening == nil
        }
    }

    func note(_ failure: PostgresError) {
        state.withLock { $0.failure = failure }
    }

    /// The last error of a statement, also if the body turned it into one of its own.
    var failure: PostgresError? {
        state.withLock { $0.failure }
    }
}
