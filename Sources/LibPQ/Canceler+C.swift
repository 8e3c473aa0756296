import CLibPQ
import Glibc

/// Asks the server to stop what one connection runs; usable from every thread.
///
/// The request goes over a connection of its own and blocks, so it has a thread of its own. It may
/// arrive late: the connection must then be retired, or it would stop whoever comes next.
@safe package final class Canceler: @unchecked Sendable {
    private let handle: OpaquePointer

    init(handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    deinit {
        unsafe PQfreeCancel(handle)
    }

    /// Sends the request and returns at once; sends it again while `isNeeded` says so.
    ///
    /// Once is not always enough: a request that overtakes its statement finds nothing to stop.
    package func send(again isNeeded: @escaping @Sendable () -> Bool) {
        let box = unsafe Unmanaged.passRetained(Errand(canceler: self, isNeeded: isNeeded))
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Errand>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        guard status == 0 else {
            // Without a thread nothing is asked; the statement's deadline ends the wait.
            unsafe box.release()
            return
        }
        pthread_detach(thread)
    }

    fileprivate func request() {
        var words = [CChar](repeating: 0, count: 256)
        // A failure needs no answer: the statement's deadline ends the wait.
        _ = unsafe PQcancel(handle, &words, Int32(words.count))
    }
}

/// What the thread of a request does.
private final class Errand: Sendable {
    private let canceler: Canceler
    private let isNeeded: @Sendable () -> Bool

    init(canceler: Canceler, isNeeded: @escaping @Sendable () -> Bool) {
        self.canceler = canceler
        self.isNeeded = isNeeded
    }

    // Long enough for a statement on its way, short enough for somebody who waits.
    private static let pauseMilliseconds: Int32 = 200

    func run() {
        repeat {
            canceler.request()
            poll(nil, 0, Self.pauseMilliseconds)
        } while isNeeded()
    }
}
