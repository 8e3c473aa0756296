import CLibPQ
import Glibc
import Synchronization

/// A thread that runs the jobs of one actor, so that a blocking wait holds up that actor only.
///
/// NIO cannot watch a descriptor it does not own, and DispatchSource costs five context switches a
/// query against two here. The thread ends when its last owner lets go of this object, which the
/// actor does after its last job: a job is therefore never lost.
package final class ConnectionThread: SerialExecutor {
    private let core: Core

    /// Starts the thread.
    package init() {
        core = Core()
        let box = unsafe Unmanaged.passRetained(core)
        var handle = pthread_t()
        let status = unsafe pthread_create(
            &handle,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                let core = unsafe Unmanaged<Core>.fromOpaque(context).takeRetainedValue()
                core.runUntilStopped()
                return nil
            },
            box.toOpaque()
        )
        precondition(status == 0, "the system gives no more threads")
        pthread_detach(handle)
    }

    deinit {
        core.stop()
    }

    /// The signal that ends a wait early, for use on this thread.
    package var wakeup: Wakeup { core.wakeup }

    package func enqueue(_ job: consuming ExecutorJob) {
        unsafe core.add(UnownedJob(job), on: asUnownedSerialExecutor())
    }

    package func checkIsolated() {
        precondition(core.isCurrent, "called outside the thread of the connection")
    }

    package func isIsolatingCurrentContext() -> Bool? {
        core.isCurrent
    }
}

/// What the thread and its owner share; the thread keeps it alive after the owner has gone.
@safe private final class Core: Sendable {
    @safe private struct Job {
        let job: UnownedJob
        let executor: UnownedSerialExecutor
    }

    @safe private struct State {
        var jobs: [Job] = []
        var thread: pthread_t?
        var stopped = false
    }

    private enum Step {
        case run([Job])
        case sleep
        case end
    }

    let wakeup = Wakeup()
    private let state = Mutex(State())

    var isCurrent: Bool {
        state.withLock { state in
            guard let thread = state.thread else { return false }
            return pthread_equal(thread, pthread_self()) != 0
        }
    }

    func add(_ job: UnownedJob, on executor: UnownedSerialExecutor) {
        let entry = unsafe Job(job: job, executor: executor)
        state.withLock { $0.jobs.append(entry) }
        wakeup.signal()
    }

    func stop() {
        state.withLock { $0.stopped = true }
        wakeup.signal()
    }

    func runUntilStopped() {
        state.withLock { $0.thread = pthread_self() }
        while true {
            switch nextStep() {
            case .run(let jobs):
                for entry in jobs {
                    unsafe entry.job.runSynchronously(on: entry.executor)
                }
            case .sleep:
                wakeup.sleep()
            case .end:
                return
            }
        }
    }

    private func nextStep() -> Step {
        state.withLock { state in
            if !state.jobs.isEmpty {
                defer { state.jobs.removeAll(keepingCapacity: true) }
                return .run(state.jobs)
            }
            return state.stopped ? .end : .sleep
        }
    }
}
