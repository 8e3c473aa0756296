import Dispatch
import Glibc
import Synchronization

/// Work for a hashing thread: one of the two is called, once.
struct HashingJob: Sendable {
    let run: @Sendable () -> Void
    let refuse: @Sendable (HashingError) -> Void
}

/// Where jobs wait until a thread takes them.
final class WaitingRoom: Sendable {
    private struct State {
        var queue: HashingQueue<HashingJob>
        var isClosed = false
    }

    /// Below everything that answers requests. Source: performance.md, sign-in, "niced".
    private static let niceness: Int32 = 10

    private let state: Mutex<State>

    /// Counts the jobs that came in; one that left leaves its count, which wakes a thread for nothing.
    private let arrivals = DispatchSemaphore(value: 0)

    /// Makes an empty room where at most `limit` jobs wait.
    init(limit: Int) {
        state = Mutex(State(queue: HashingQueue(limit: limit)))
    }

    /// How many jobs wait.
    var count: Int { state.withLock { $0.queue.count } }

    /// Lets a job wait, or refuses it at once; the ticket gets the number that it can leave with.
    func enter(_ job: HashingJob, ticket: borrowing Mutex<UInt64?>) {
        let now = ContinuousClock.now
        // A cancellation marks the task before it looks for the ticket, so that under this lock
        // either the mark is seen here or the number is seen there.
        let refusal: HashingError? = ticket.withLock { number in
            guard !Task.isCancelled else { return .cancelled }
            number = state.withLock { $0.queue.add(job, at: now) }
            return number == nil ? .busy : nil
        }
        if let refusal {
            job.refuse(refusal)
        } else {
            arrivals.signal()
        }
    }

    /// Refuses the job of a cancelled task, unless its turn has come.
    func leave(_ ticket: borrowing Mutex<UInt64?>) {
        guard let number = ticket.withLock({ $0 }) else { return }
        state.withLock { $0.queue.remove(number) }?.refuse(.cancelled)
    }

    /// Ends the threads once the jobs that they run are done.
    func close() {
        state.withLock { $0.isClosed = true }
        arrivals.signal()
    }

    /// Runs jobs on the calling thread until the room closes.
    func work() {
        // On Linux, 0 means the calling thread and not the process. The first hash would only be
        // less polite if it failed.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        while true {
            arrivals.wait()
            let now = ContinuousClock.now
            let (late, job, isClosed) = state.withLock { state in
                (state.queue.removeLate(at: now), state.queue.next(), state.isClosed)
            }
            for job in late { job.refuse(.busy) }
            job?.run()
            if isClosed {
                // One thread wakes the next.
                arrivals.signal()
                return
            }
        }
    }
}
