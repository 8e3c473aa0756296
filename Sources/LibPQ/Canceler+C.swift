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

    /// Sends the request and returns at once.
    package func send() {
        let box = unsafe Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Canceler>.fromOpaque(context).takeRetainedValue().request()
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

    private func request() {
        var words = [CChar](repeating: 0, count: 256)
        // A failure needs no answer: the statement's deadline ends the wait.
        _ = unsafe PQcancel(handle, &words, Int32(words.count))
    }
}
