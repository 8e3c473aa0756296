import Foundation
import Glibc

/// A connection to a port of this machine.
enum LoopbackSocket {
    /// Why there is no connection.
    struct Refused: Error { let number: Int32 }

    /// Seconds that a read may take: longer than any answer needs, so that a hang is a failure.
    private static let patience = 60

    /// Connects to 127.0.0.1; the handle closes the connection when it goes.
    static func connect(port: Int) throws -> FileHandle {
        let descriptor = socket(
            AF_INET,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        guard descriptor >= 0 else { throw Refused(number: errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.connect(descriptor, pointer, size)
            }
        }
        guard result == 0 else { throw Refused(number: errno) }
        return handle
    }
}
