import Glibc

/// The terminal that the person sits at, whatever standard input and output are.
struct Terminal {
    private let descriptor: Int32

    /// Opens the terminal; nil when there is none, as in a script.
    init?() {
        let descriptor = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    /// Whether there is a person to ask: somebody must also be able to see the question.
    static var isThere: Bool { Terminal()?.closed() != nil }

    private func closed() -> Bool { close(descriptor) == 0 }

    /// Asks and gives the line; nil when the person gave up (Ctrl-C or Ctrl-D).
    func ask(_ prompt: String, hidden: Bool) -> String? {
        defer { close(descriptor) }
        var before = termios()
        guard unsafe tcgetattr(descriptor, &before) == 0 else { return nil }
        var during = before
        // Byte by byte, without signals, so that Ctrl-C cannot leave the echo switched off.
        during.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        unsafe tcsetattr(descriptor, TCSAFLUSH, &during)
        defer { unsafe tcsetattr(descriptor, TCSAFLUSH, &before) }
        put(prompt)
        defer { put("\n") }
        return readLine(echoing: !hidden)
    }

    /// Far more than a password of 256 code points needs.
    private static let longestLine = 4_096

    private func readLine(echoing: Bool) -> String? {
        var line: [UInt8] = []
        while line.count < Self.longestLine {
            guard let byte = nextByte() else { return nil }
            switch byte {
            case 3, 4: return nil
            case 10, 13: return String(validating: line, as: UTF8.self)
            case 8, 127: erase(&line, echoing: echoing)
            case 0..<32: continue
            default:
                line.append(byte)
                if echoing { put([byte]) }
            }
        }
        return nil
    }

    private func erase(_ line: inout [UInt8], echoing: Bool) {
        // Continuation bytes of UTF-8 go with the byte that they continue.
        while let last = line.last, last & 0xC0 == 0x80 { line.removeLast() }
        if line.popLast() != nil, echoing { put("\u{8} \u{8}") }
    }

    private func nextByte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(descriptor, &byte, 1)
            if count == 1 { return byte }
            if count < 0, errno == EINTR { continue }
            return nil
        }
    }

    private func put(_ text: String) { put(Array(text.utf8)) }

    private func put(_ bytes: [UInt8]) {
        _ = unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(descriptor, buffer.baseAddress, buffer.count)
        }
    }
}
