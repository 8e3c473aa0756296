import Dispatch

/// Runs a flood on threads of its own, which may wait: those of the other tests are few.
final class FloodThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "flood")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
