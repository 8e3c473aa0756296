import CLibPQ
import Glibc

/// An eventfd: any thread signals it, one thread polls it.
package final class Wakeup: Sendable {
    private let descriptor: Int32

    /// Makes the descriptor; a process that has none left cannot go on.
    package init() {
        descriptor = seller_eventfd_make()
        precondition(descriptor >= 0, "the system gives no more descriptors")
    }

    deinit {
        close(descriptor)
    }

    /// Wakes the thread that polls; may be called from any thread.
    package func signal() {
        seller_eventfd_signal(descriptor)
    }

    /// Sleeps until somebody signals, and takes the signal.
    package func sleep() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&entry, 1, -1)
        seller_eventfd_drain(descriptor)
    }

    /// What a wait for a socket ended with.
    package enum Outcome: Sendable {
        /// The socket is ready, or broken: reading or writing tells which.
        case ready
        /// Somebody signaled; nothing is known of the socket.
        case signaled
        /// The deadline passed.
        case timedOut
    }

    /// Sleeps until the socket is ready to read (or to write), somebody signals or time is up.
    package func wait(
        for socket: Int32,
        writing: Bool,
        reading: Bool = true,
        until deadline: ContinuousClock.Instant
    ) -> Outcome {
        let events = (reading ? POLLIN : 0) | (writing ? POLLOUT : 0)
        var entries = [
            pollfd(fd: socket, events: Int16(events), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = unsafe poll(&entries, 2, Self.milliseconds(until: deadline))
        if count > 0 {
            if entries[1].revents != 0 { seller_eventfd_drain(descriptor) }
            return entries[0].revents != 0 ? .ready : .signaled
        }
        return ContinuousClock.now >= deadline ? .timedOut : .signaled
    }

    // Rounded up, so that a wait of less than a millisecond does not spin.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1
        return Int32(min(milliseconds, Int64(Int32.max)))
    }
}
