import LibPQ
import Synchronization

/// What others may know and change about a connection while its thread is busy.
final class ConnectionStanding: Sendable {
    private struct State {
        var isRunning = false
        var isInterrupted = false
        var isRetired = false
        var canceler: Canceler?
        var restingSince = ContinuousClock.now
    }

    private let state = Mutex(State())

    /// True once the connection must not be used for anything new.
    var isRetired: Bool {
        state.withLock { $0.isRetired }
    }

    /// True if the last statement was asked to stop.
    var isInterrupted: Bool {
        state.withLock { $0.isInterrupted }
    }

    /// True if the connection has rested so long that the server may have closed it meanwhile.
    var isStale: Bool {
        let rested = state.withLock { $0.restingSince.duration(to: .now) }
        return rested > .milliseconds(PostgresLimits.restMilliseconds)
    }

    func connected(_ canceler: Canceler?) {
        state.withLock { $0.canceler = canceler }
    }

    func retire() {
        state.withLock { $0.isRetired = true }
    }

    /// A statement was sent that may be interrupted.
    func begin() {
        state.withLock { $0.isRunning = true }
    }

    /// The answer has been read to its end.
    func end() {
        state.withLock { state in
            state.isRunning = false
            state.restingSince = .now
        }
    }

    /// Asks the server to stop the statement that runs, if one does.
    ///
    /// The request may arrive after the statement, so the connection is retired with it.
    func interrupt() {
        let canceler = state.withLock { state -> Canceler? in
            guard state.isRunning, !state.isInterrupted else { return nil }
            state.isInterrupted = true
            state.isRetired = true
            return state.canceler
        }
        canceler?.send { [self] in state.withLock { $0.isRunning } }
    }

    /// Asks the server to stop whatever runs; the connection is of no more use.
    func abandon() {
        let canceler = state.withLock { state -> Canceler? in
            state.isInterrupted = true
            state.isRetired = true
            return state.canceler
        }
        canceler?.send { false }
    }
}
