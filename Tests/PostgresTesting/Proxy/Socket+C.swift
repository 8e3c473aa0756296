import Glibc

/// A stream socket that blocks, for threads of its own.
final class Socket: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) throws(SocketFailure) {
        guard descriptor >= 0 else { throw SocketFailure(code: errno) }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func make(_ domain: Int32) throws(SocketFailure) -> Socket {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return try Socket(socket(domain, type, 0))
    }

    /// Listens on a port of the loopback interface; 0 takes any.
    static func listening(port: UInt16 = 0) throws(SocketFailure) -> Socket {
        let socket = try make(AF_INET)
        var on: Int32 = 1
        _ = unsafe setsockopt(
            socket.descriptor,
            SOL_SOCKET,
            SO_REUSEADDR,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(socket.descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(socket.descriptor, 128) == 0 else {
            throw SocketFailure(code: errno)
        }
        return socket
    }

    /// Connects to a socket in the file system.
    static func connected(path: String) throws(SocketFailure) -> Socket {
        let socket = try make(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { throw SocketFailure(code: ENAMETOOLONG) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer in
            unsafe buffer.copyBytes(from: path.utf8)
        }
        let done = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(
                    socket.descriptor,
                    pointer,
                    socklen_t(MemoryLayout<sockaddr_un>.size)
                )
            }
        }
        guard done == 0 else { throw SocketFailure(code: errno) }
        return socket
    }

    /// The port that it listens on.
    var port: UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe getsockname(descriptor, pointer, &length)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// The next connection; nil once the socket has been shut down.
    func accept() -> Socket? {
        try? Socket(Glibc.accept(descriptor, nil, nil))
    }

    /// The next bytes; nil at the end.
    func read() -> [UInt8]? {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// Sends all bytes; false if the other end has gone.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { buffer in
                unsafe send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Ends both directions; whoever waits on it wakes.
    func shutDown() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// From now on every packet that arrives is dropped before it is acknowledged, as if the cable
    /// had been cut: to the other end this host is silent.
    func vanish() {
        // One instruction of the classic packet filter, "return 0": keep no byte.
        var instruction = FilterInstruction(code: 0x06, jt: 0, jf: 0, k: 0)
        unsafe withUnsafeMutablePointer(to: &instruction) { pointer in
            var program = unsafe FilterProgram(length: 1, instructions: pointer)
            // SO_ATTACH_FILTER of asm-generic/socket.h.
            let size = unsafe socklen_t(MemoryLayout<FilterProgram>.size)
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, 26, &program, size)
        }
    }

    /// Waits, which stands for a slow network.
    static func pause(milliseconds: Int) {
        _ = poll(nil, 0, Int32(milliseconds))
    }
}

/// `struct sock_filter` of linux/filter.h, which Glibc's module leaves out.
private struct FilterInstruction {
    let code: UInt16
    let jt: UInt8
    let jf: UInt8
    let k: UInt32
}

/// `struct sock_fprog` of linux/filter.h.
@unsafe private struct FilterProgram {
    let length: UInt16
    let instructions: UnsafeMutablePointer<FilterInstruction>
}

/// A call of the system failed.
package struct SocketFailure: Error, CustomStringConvertible {
    let code: Int32

    package var description: String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}

/// Runs a body on a thread of its own, so that it may block.
func startThread(_ body: @escaping @Sendable () -> Void) {
    let box = unsafe Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let status = unsafe pthread_create(
        &thread,
        nil,
        { context in
            guard let context = unsafe context else { return nil }
            unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            return nil
        },
        box.toOpaque()
    )
    precondition(status == 0, "the system gives no more threads")
    pthread_detach(thread)
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
