import CLibPQ

/// One connection of libpq, for use by one thread.
///
/// Every wait has a deadline and sleeps on the socket and on the thread's wake-up together.
@safe package final class Link {
    let connection: OpaquePointer
    let wakeup: Wakeup
    // libpq holds its address until the connection is finished.
    private let notices: NoticeReceiver

    init(connection: OpaquePointer, wakeup: Wakeup, notices: NoticeReceiver) {
        unsafe self.connection = connection
        self.wakeup = wakeup
        self.notices = notices
    }

    deinit {
        unsafe PQfinish(connection)
    }

    /// True once the connection can carry nothing more.
    package var isBroken: Bool {
        unsafe PQstatus(connection) == CONNECTION_BAD
    }

    /// True between BEGIN and its end, also when the transaction has failed.
    package var isInTransaction: Bool {
        unsafe PQtransactionStatus(connection) != PQTRANS_IDLE
    }

    /// True if the idle server still holds its end, as far as can be seen without asking it.
    package func isQuiet() -> Bool {
        if isBroken { return false }
        // A server that shuts down says so before it closes: only what follows its words tells.
        while case .ready = wakeup.wait(
            for: unsafe PQsocket(connection),
            writing: false,
            until: ContinuousClock.now
        ) {
            guard unsafe PQconsumeInput(connection) == 1, !isBroken else { return false }
        }
        return true
    }

    /// Sleeps until somebody signals; false if the server has closed the connection meanwhile.
    package func rest() -> Bool {
        if isBroken { return false }
        // Nothing is due: a day is as good as any time.
        let end = ContinuousClock.now.advanced(by: .seconds(86_400))
        switch wakeup.wait(for: unsafe PQsocket(connection), writing: false, until: end) {
        case .ready: return isQuiet()
        case .signaled, .timedOut: return !isBroken
        }
    }

    /// A handle with which any thread can ask the server to stop what this connection runs.
    package func canceler() -> Canceler? {
        guard let handle = unsafe PQgetCancel(connection) else { return nil }
        return unsafe Canceler(handle: handle)
    }

    func lost() -> LinkFailure {
        guard let text = unsafe PQerrorMessage(connection) else { return .lost("") }
        return .lost(unsafe String(cString: text))
    }
}
