import CLibPQ

/// One connection of libpq, for use by one thread.
///
/// Every wait has a deadline and sleeps on the socket and on the thread's wake-up together.
@safe package final class Link {
    let connection: OpaquePointer
    let wakeup: Wakeup

    private init(connection: OpaquePointer, wakeup: Wakeup) {
        unsafe self.connection = connection
        self.wakeup = wakeup
    }

    deinit {
        unsafe PQfinish(connection)
    }

    /// Connects, in pipeline mode and nonblocking, before the deadline.
    ///
    /// Name resolution blocks the thread, as libpq gives no other form of it.
    package static func open(
        keywords: [(name: String, value: String)],
        wakeup: Wakeup,
        until deadline: ContinuousClock.Instant
    ) throws(LinkFailure) -> Link {
        let started = unsafe withTexts(keywords.map(\.name)) { names in
            unsafe withTexts(keywords.map(\.value)) { values in
                unsafe PQconnectStartParams(names, values, 1)
            }
        }
        guard let started = unsafe started else { throw .lost("no memory for a connection") }
        let link = unsafe Link(connection: started, wakeup: wakeup)
        try link.connect(until: deadline)
        return link
    }

    private func connect(until deadline: ContinuousClock.Instant) throws(LinkFailure) {
        guard !isBroken else { throw lost() }
        var writing = true
        while true {
            let outcome = wakeup.wait(
                for: unsafe PQsocket(connection),
                writing: writing,
                reading: !writing,
                until: deadline
            )
            switch outcome {
            case .timedOut: throw .timedOut
            case .signaled: continue
            case .ready: break
            }
            switch unsafe PQconnectPoll(connection) {
            case PGRES_POLLING_READING: writing = false
            case PGRES_POLLING_WRITING: writing = true
            case PGRES_POLLING_OK: return try settle()
            default: throw lost()
            }
        }
    }

    private func settle() throws(LinkFailure) {
        // Notices go nowhere: the default receiver prints them, with data, to standard error.
        _ = unsafe PQsetNoticeReceiver(connection, { _, _ in }, nil)
        guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw lost() }
        guard unsafe PQenterPipelineMode(connection) == 1 else { throw lost() }
    }

    /// True once the connection can carry nothing more.
    package var isBroken: Bool {
        unsafe PQstatus(connection) == CONNECTION_BAD
    }

    /// True between BEGIN and its end, also when the transaction has failed.
    package var isInTransaction: Bool {
        unsafe PQtransactionStatus(connection) != PQTRANS_IDLE
    }

    /// True if the idle server has said nothing, in particular has not closed the connection.
    package func isQuiet() -> Bool {
        if isBroken { return false }
        let outcome = wakeup.wait(
            for: unsafe PQsocket(connection),
            writing: false,
            until: ContinuousClock.now
        )
        guard case .ready = outcome else { return true }
        return unsafe PQconsumeInput(connection) == 1 && !isBroken
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

/// Calls `body` with a zero-ended array of C strings that live as long as the call.
func withTexts<R>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
        starts.append(bytes.count)
        bytes.append(contentsOf: text.utf8.map { CChar(bitPattern: $0) })
        bytes.append(0)
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
        var pointers: [UnsafePointer<CChar>?] = unsafe starts.map { start in
            unsafe buffer.baseAddress.map { unsafe $0 + start }
        }
        unsafe pointers.append(nil)
        return unsafe pointers.withUnsafeBufferPointer { pointers in
            guard let base = pointers.baseAddress else {
                preconditionFailure("an array with an element has an address")
            }
            return unsafe body(base)
        }
    }
}
