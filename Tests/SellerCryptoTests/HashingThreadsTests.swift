import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@testable import SellerCrypto

@Suite(.timeLimit(.minutes(1))) struct `The threads of hashes` {
    /// Keeps the only thread busy until it is opened.
    private struct Gate: Sendable {
        private let started = AsyncStream<Void>.makeStream()
        private let opened = DispatchSemaphore(value: 0)

        @Sendable func work() -> Result<Int, HashingError> {
            started.continuation.yield()
            opened.wait()
            return .success(0)
        }

        func hasStarted() async {
            for await _ in started.stream { return }
        }

        func open() {
            opened.signal()
        }
    }

    private func untilWaiting(_ threads: HashingThreads, _ count: Int) async {
        while threads.waitingCount != count { await Task.yield() }
    }

    @Test func `Rule 12 · a full queue is busy at once, and the others are served`() async throws {
        let threads = HashingThreads(count: 1, queueLimit: 2)
        let gate = Gate()
        async let blocker = threads.run(gate.work)
        await gate.hasStarted()
        async let first = threads.run { .success(1) }
        async let second = threads.run { .success(2) }
        await untilWaiting(threads, 2)
        await #expect(throws: HashingError.busy) { try await threads.run { .success(3) } }
        gate.open()
        #expect(try await [blocker, first, second] == [0, 1, 2])
        #expect(try await threads.run { .success(4) } == 4)
    }

    @Test func `Rule 12 · who is cancelled while waiting leaves the queue`() async throws {
        let threads = HashingThreads(count: 1, queueLimit: 1)
        let gate = Gate()
        let wasRun = Mutex(false)
        async let blocker = threads.run(gate.work)
        await gate.hasStarted()
        let waiting = Task {
            _ = await #expect(throws: HashingError.cancelled) {
                try await threads.run {
                    wasRun.withLock { $0 = true }
                    return .success(1)
                }
            }
        }
        await untilWaiting(threads, 1)
        waiting.cancel()
        await waiting.value
        #expect(threads.waitingCount == 0)
        gate.open()
        #expect(try await blocker == 0)
        #expect(try await threads.run { .success(2) } == 2)
        #expect(wasRun.withLock { !$0 })
    }

    @Test func `Rule 12 · who is cancelled before is not hashed for`() async throws {
        let hasher = PasswordHasher(threads: 1, memoryBytes: 8 * 1024, passes: 1)
        let right = try password("correct horse battery")
        let never = AsyncStream<Void>.makeStream()
        let task = Task {
            // Ends by the cancellation only.
            for await _ in never.stream {}
            _ = await #expect(throws: HashingError.cancelled) { try await hasher.hash(right) }
        }
        task.cancel()
        await task.value
    }

    @Test func `Rule 12 · hundreds at once are each answered once`() async throws {
        let threads = HashingThreads(count: 4, queueLimit: 1000)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...500 { group.addTask { try await threads.run { .success(number) } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 500 * 501 / 2)
    }

    @Test func `Rule 12 · hashing gives way to answering`() async throws {
        let threads = HashingThreads(count: 1, queueLimit: 1)
        let hashing = try await threads.run {
            .success(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))
        }
        #expect(hashing == 10)
        // The thread alone is niced, not the process.
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) < hashing)
    }

    @Test func `Rule 12 · closing ends every thread`() async {
        let room = WaitingRoom(limit: 1)
        let ended = AsyncStream<Void>.makeStream()
        for _ in 0..<3 {
            Thread {
                room.work()
                ended.continuation.yield()
            }.start()
        }
        room.close()
        var count = 0
        for await _ in ended.stream {
            count += 1
            if count == 3 { break }
        }
        #expect(count == 3)
    }
}
