import Foundation
import Synchronization

/// Threads that hash passwords, beside those that answer requests.
///
/// A hash takes tens of milliseconds of a core: on the shared threads of Swift's tasks a few would
/// hold up every answer. Source: security.md, rule 12.
final class HashingThreads: Sendable {
    private let waitingRoom: WaitingRoom

    /// Starts `count` threads before which at most `queueLimit` jobs wait.
    init(count: Int, queueLimit: Int) {
        let waitingRoom = WaitingRoom(limit: queueLimit)
        self.waitingRoom = waitingRoom
        for number in 1...max(count, 1) {
            // The threads hold the waiting room only, so that the last owner's end ends them.
            Thread {
                ThreadName.set("hashing-\(number)")
                waitingRoom.work()
            }.start()
        }
    }

    deinit {
        waitingRoom.close()
    }

    /// How many jobs wait for a thread.
    var waitingCount: Int { waitingRoom.count }

    /// Runs `work` on one of the threads and gives what it gave.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Result<Value, HashingError>
    ) async throws(HashingError) -> Value {
        let ticket = Mutex<UInt64?>(nil)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = HashingJob(
                    run: { continuation.resume(returning: work()) },
                    refuse: { continuation.resume(returning: .failure($0)) }
                )
                waitingRoom.enter(job, ticket: ticket)
            }
        } onCancel: {
            waitingRoom.leave(ticket)
        }
        return try result.get()
    }
}
