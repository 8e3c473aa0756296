import Glibc

/// Small files of the command line: links, passwords, sessions, keys, reports.
enum Files {
    /// 1 MiB: no file that is read whole comes near it.
    private static let sizeLimit = 1 << 20

    /// Reads a file whole, a pipe included.
    static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be read", path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while bytes.count <= sizeLimit {
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                guard errno == EINTR else { throw failure("cannot be read", path) }
                continue
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
        throw CommandFailure(.usage, "\(path) is too large.")
    }

    /// The first line of a file, without its end.
    static func firstLine(_ path: String) throws(CommandFailure) -> String {
        let bytes = try read(path)
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw CommandFailure(.usage, "\(path) is not UTF-8.")
        }
        return text
    }

    /// Whether others than the owner can do anything with a file; nil when it does not exist.
    static func isPrivate(_ path: String) -> Bool? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & 0o077 == 0
    }

    /// Whether somebody else than its owner may write the file; false where nobody can tell.
    static func isChangeableByOthers(_ path: String) -> Bool {
        var status = Glibc.stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o022 != 0
    }

    /// Writes a file that must not exist yet, with these permissions.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(CommandFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw CommandFailure(.conflict, "\(path) exists already.") }
            throw failure("cannot be written", path)
        }
        defer { close(descriptor) }
        guard append(bytes, to: descriptor), fsync(descriptor) == 0 else {
            throw failure("cannot be written", path)
        }
    }

    /// Puts a file in the place of another at once, so that nobody sees half of it.
    static func replace(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(CommandFailure) {
        let part = "\(path).\(getpid()).part"
        unsafe unlink(part)
        try create(part, bytes, mode: mode)
        try move(part, to: path)
    }

    /// Renames a file, in the place of another if there is one.
    static func move(_ path: String, to place: String) throws(CommandFailure) {
        guard unsafe rename(path, place) == 0 else { throw failure("cannot be written", place) }
    }

    /// Removes a file; one that is not there is no failure.
    static func remove(_ path: String) {
        unsafe unlink(path)
    }

    /// Makes the folders above a file, for the owner only.
    static func makeFolders(above path: String) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += part + "/"
            unsafe mkdir(folder, 0o700)
        }
    }

    static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func failure(_ what: String, _ path: String) -> CommandFailure {
        let reason = unsafe String(cString: strerror(errno))
        return CommandFailure(.failed, "\(path) \(what): \(reason).")
    }
}

/// A file that is written piece by piece and takes its name only when it is whole.
actor FileInProgress {
    private let path: String
    private let part: String
    private let descriptor: Int32

    /// Begins the file beside its later place.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        part = "\(path).\(getpid()).part"
        descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(.failed, "\(path) cannot be written.")
        }
    }

    /// Adds a piece.
    func append(_ bytes: [UInt8]) throws(CommandFailure) {
        guard Files.append(bytes, to: descriptor) else {
            throw CommandFailure(.failed, "\(path) cannot be written.")
        }
    }

    /// Ends the file and gives it its name.
    func keep() throws(CommandFailure) {
        guard fsync(descriptor) == 0, close(descriptor) == 0 else {
            throw CommandFailure(.failed, "\(path) cannot be written.")
        }
        try Files.move(part, to: path)
    }

    /// Throws away what was written.
    func discard() {
        close(descriptor)
        Files.remove(part)
    }
}
