import CSpawn
import Dispatch
import Glibc
import Synchronization

/// A started program.
///
/// Foundation's `Process` was seen to crash in `run` when many are started side by side: it reads the
/// folder of open descriptors and copies past the end of what it was given. Here the C library closes
/// them in the child.
package final class ChildProcess: Sendable {
    /// What a program is started with; a descriptor that is nil is /dev/null.
    package struct Start: Sendable {
        package var program: String
        package var arguments: [String] = []
        package var environment: [String: String] = [:]
        package var folder: String?
        package var input: Int32?
        package var output: Int32?
        package var errors: Int32?

        /// A program by its path, with nothing else.
        package init(_ program: String, _ arguments: [String] = []) {
            self.program = program
            self.arguments = arguments
        }
    }

    /// The system did not start it, for this reason (`errno`).
    package struct NotStarted: Error { let reason: Int32 }

    /// The id of the process.
    package let processIdentifier: Int32
    private let end: Ending

    /// Starts a program; `onExit` is told its status on a thread of its own: its exit status, or the
    /// number of the signal that ended it.
    package init(
        _ start: Start,
        onExit: @escaping @Sendable (Int32) -> Void = { _ in }
    ) throws {
        processIdentifier = try Self.spawn(start)
        end = Ending()
        let (id, end) = (processIdentifier, end)
        DispatchQueue(label: "child").async {
            var status: Int32 = 0
            while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            let said = signal == 0 ? (status >> 8) & 0xFF : signal
            end.set(said)
            onExit(said)
        }
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool { end.status == nil }

    /// Waits for the end and gives the status.
    package func waitUntilExit() -> Int32 { end.wait() }

    /// Tells it to end.
    package func terminate() {
        if isRunning { kill(processIdentifier, SIGTERM) }
    }

    private static func spawn(_ start: Start) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let folder = start.folder {
            unsafe spawn_begin_in(&actions, folder)
        }
        for (place, descriptor) in [start.input, start.output, start.errors].enumerated() {
            let place = Int32(place)
            if let descriptor {
                unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, place)
            } else {
                unsafe posix_spawn_file_actions_addopen(&actions, place, "/dev/null", O_RDWR, 0)
            }
        }
        unsafe spawn_close_from(&actions, 3)
        let words = [start.program] + start.arguments
        let settings = start.environment.map { "\($0.key)=\($0.value)" }
        var id: pid_t = 0
        let reason = unsafe withCStrings(words) { words in
            unsafe withCStrings(settings) { settings in
                unsafe posix_spawn(&id, start.program, &actions, nil, words, settings)
            }
        }
        guard reason == 0 else { throw NotStarted(reason: reason) }
        return id
    }

    private static func withCStrings<Value>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe body(copies)
    }
}

/// The status of a process, once it has ended.
private final class Ending: Sendable {
    private let said = Mutex<Int32?>(nil)
    private let done = DispatchSemaphore(value: 0)

    var status: Int32? { said.withLock { $0 } }

    func set(_ status: Int32) {
        said.withLock { $0 = status }
        done.signal()
    }

    func wait() -> Int32 {
        done.wait()
        // For whoever waits next.
        done.signal()
        return status ?? -1
    }
}
