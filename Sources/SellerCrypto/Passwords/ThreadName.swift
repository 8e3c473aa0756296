import Foundation

/// What the system calls a thread, where whoever looks for the load of a process finds it.
enum ThreadName {
    /// Names the calling thread; Linux keeps 15 bytes. Foundation's own names do not always arrive.
    ///
    /// A name that does not arrive either is missed by nobody but that person.
    static func set(_ name: String) {
        try? Data(name.utf8).write(to: URL(filePath: "/proc/thread-self/comm"))
    }
}
