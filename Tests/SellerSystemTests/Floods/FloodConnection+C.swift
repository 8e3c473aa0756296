import Glibc

/// A connection of somebody who means no good: from any address of this machine, byte by byte, and
/// it goes on where a client would have given up.
final class FloodConnection: Sendable {
    /// Why there is no connection.
    struct Refused: Error { let number: Int32 }

    /// Milliseconds without a byte after which nothing more is expected: longer than any answer
    /// needs, so that a hang is a failure.
    private static let patience: Int32 = 20_000

    private let descriptor: Int32

    /// Connects to 127.0.0.1 from an address of this machine, as `127.0.1.5`; `buffer` are the bytes
    /// that the kernel takes ahead of who reads.
    init(port: Int, from source: String = "127.0.0.1", buffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Refused(number: errno) }
        if var buffer {
            let size = socklen_t(MemoryLayout<Int32>.size)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &buffer, size)
        }
        try unsafe Self.with(source, 0) { unsafe bind(descriptor, $0, $1) }
        try unsafe Self.with("127.0.0.1", port) { unsafe connect(descriptor, $0, $1) }
    }

    deinit { close(descriptor) }

    private static func with(
        _ address: String,
        _ port: Int,
        _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws {
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = in_port_t(UInt16(port)).bigEndian
        target.sin_addr.s_addr = unsafe inet_addr(address)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafePointer(to: &target) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, size)
            }
        }
        guard result == 0 else { throw Refused(number: errno) }
    }

    /// Sends bytes; gives how many the other side took before it closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let rest = Array(bytes[sent...])
            let count = unsafe Glibc.send(descriptor, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// Sends a text.
    @discardableResult
    func send(_ text: String) -> Int { send(Array(text.utf8)) }

    /// Everything until the other side closes, and whether it did.
    func receive() -> (text: String, isClosed: Bool) {
        var taken: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while isReadable(Self.patience) {
            let count = unsafe recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { return (String(decoding: taken, as: UTF8.self), true) }
            taken.append(contentsOf: piece[..<count])
        }
        return (String(decoding: taken, as: UTF8.self), false)
    }

    /// At most so many bytes more; none at the end.
    func receive(atMost count: Int) -> Int {
        var piece = [UInt8](repeating: 0, count: count)
        guard isReadable(Self.patience) else { return 0 }
        return unsafe max(0, recv(descriptor, &piece, count, 0))
    }

    /// Whether the other side has said something or has closed.
    var isReadable: Bool { isReadable(0) }

    private func isReadable(_ milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, milliseconds) == 1
    }

    /// Whether the other side does not know the connection any more.
    var isReset: Bool {
        var watched = pollfd(fd: descriptor, events: 0, revents: 0)
        return unsafe poll(&watched, 1, 0) == 1 && watched.revents & Int16(POLLERR | POLLHUP) != 0
    }

    /// Lets this process have as many connections as the system allows it.
    static func raiseLimit() throws -> Int {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(files, &limit) == 0 else { throw Refused(number: errno) }
        limit.rlim_cur = limit.rlim_max
        guard unsafe setrlimit(files, &limit) == 0 else { throw Refused(number: errno) }
        return Int(clamping: limit.rlim_cur)
    }
}
