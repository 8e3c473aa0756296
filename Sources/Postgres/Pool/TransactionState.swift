import LibPQ
import Synchronization

/// What a transaction has come to: not begun, open or ended, and the last error it saw.
final class TransactionState: Sendable {
    private struct State {
        var opening: [Command]?
        var hasEnded = false
        var failure: PostgresError?
    }

    private let state: Mutex<State>

    init(_ mode: TransactionMode, settings: [TransactionSetting]) {
        var commands = [Command.query(text: mode.begin, Parameters())]
        if !settings.isEmpty { commands.append(TransactionSetting.command(settings)) }
        state = Mutex(State(opening: commands))
    }

    /// The commands that begin the transaction, for the first statement to take along.
    ///
    /// Called on the connection's thread: two first statements at once keep their order.
    func takeOpening() throws(PostgresError) -> [Command] {
        let commands = state.withLock { state -> [Command]? in
            if state.hasEnded { return nil }
            defer { state.opening = nil }
            return state.opening ?? []
        }
        guard let commands else { throw PostgresError(.transactionEnded) }
        return commands
    }

    /// Ends the transaction for its body; true if the server knows of it.
    func end() -> Bool {
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
