import Glibc

/// Standard output and standard error, unbuffered, so that a script sees a line when it is written.
enum Output {
    /// Writes to standard output.
    static func write(_ text: String) {
        write(Array(text.utf8), to: STDOUT_FILENO)
    }

    /// Writes one line to standard output.
    static func line(_ text: String) {
        write(text + "\n")
    }

    /// Writes to standard error.
    static func complain(_ text: String) {
        write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// Writes bytes to standard output.
    static func write(bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Ends the program.
    static func exit(_ status: ExitStatus) -> Never {
        Glibc.exit(status.rawValue)
    }

    /// Whether a person reads standard output.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                // Nobody reads any more: there is nothing left to say it to.
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
