import Dispatch
import Glibc
import NIOCore

/// A connection to a server of this machine, byte by byte: for what every client hides.
final class RawConnection: Sendable {
    /// Why the connection does not do what it should.
    struct Fault: Error { let number: Int32 }

    /// Seconds that a read may take: longer than any answer needs, so that a hang is a failure.
    private static let patienceSeconds = 20
    /// So little is taken ahead that a server cannot write much that nobody has read.
    private static let bufferBytes: Int32 = 4_096

    private let descriptor: Int32

    /// Connects to 127.0.0.1.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Fault(number: errno) }
        var limit = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var size = Self.bufferBytes
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVBUF,
            &size,
            socklen_t(MemoryLayout<Int32>.size)
        )
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
        let result = unsafe address.withSockAddr { pointer, length in
            unsafe connect(descriptor, pointer, socklen_t(length))
        }
        guard result == 0 else { throw Fault(number: errno) }
    }

    deinit { close(descriptor) }

    /// Sends all of a text.
    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        let sent = unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard sent == bytes.count else { throw Fault(number: errno) }
    }

    /// Says that nothing more will be sent.
    func finish() throws {
        guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else { throw Fault(number: errno) }
    }

    /// Everything up to `end` and with it; without one, everything until the other side closes.
    func receive(through end: String? = nil) async throws -> String {
        let bytes: [UInt8] = try await withCheckedThrowingContinuation { continuation in
            // A read waits, and no thread of the server may wait with it.
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try self.read(through: end.map { Array($0.utf8) }) }
                )
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func read(through end: [UInt8]?) throws -> [UInt8] {
        var taken: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: end == nil ? 65_536 : 1)
        while end.map({ !taken.suffix($0.count).elementsEqual($0) }) ?? true {
            let count = unsafe recv(descriptor, &piece, piece.count, 0)
            if count < 0, errno != ECONNRESET { throw Fault(number: errno) }
            if count <= 0 { break }
            taken.append(contentsOf: piece[..<count])
        }
        return taken
    }
}
