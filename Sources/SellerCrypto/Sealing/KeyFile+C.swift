import Glibc

/// Reads a file that only its owner may read.
enum KeyFile {
    /// Far more than a ring of keys needs: about a thousand lines.
    private static let sizeLimit = 64 * 1024

    /// Gives the contents; the mode is asked of the opened file, so that nobody can swap it between.
    static func read(_ path: String) throws(KeyRingError) -> [UInt8] {
        // A pipe in place of the file must not hang the start.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable }
        defer { close(descriptor) }

        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notPrivate }
        guard [0o400, 0o600].contains(status.st_mode & 0o7777) else { throw .notPrivate }

        // One byte more than allowed shows a file that is too large.
        var buffer = [UInt8](repeating: 0, count: sizeLimit + 1)
        var filled = 0
        while filled < buffer.count {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(
                    descriptor,
                    bytes.baseAddress?.advanced(by: filled),
                    bytes.count - filled
                )
            }
            if count < 0 {
                guard errno == EINTR else { throw .unreadable }
                continue
            }
            if count == 0 { break }
            filled += count
        }
        guard filled <= sizeLimit else { throw .tooLarge }
        return Array(buffer[..<filled])
    }
}
