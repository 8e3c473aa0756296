import Dispatch
import Foundation
import SellerCrypto
import Synchronization

/// A report on its way to a client that takes it in its own time.
final class ReportInTransit: Sendable {
    /// What came so far.
    private struct Taken: Sendable {
        var raw: [UInt8] = []
        var head = ""
        var body = ChunkedBody()
        var isClosed = false

        mutating func add(_ piece: Data) {
            guard head.isEmpty else { return body.take(piece) }
            raw += piece
            let end = Array("\r\n\r\n".utf8)
            guard let start = raw.indices.first(where: { raw[$0...].starts(with: end) }) else {
                return
            }
            head = String(decoding: raw[..<start], as: UTF8.self)
            body.take(raw[(start + end.count)...])
            raw = []
        }
    }

    private let handle: FileHandle
    private let taken = Mutex(Taken())

    /// Asks for the report.
    init(_ client: HTTPClient, _ path: String, token: String) throws {
        handle = try LoopbackSocket.connect(port: client.port)
        try handle.write(contentsOf: client.request("GET", path, token: token, [:], nil))
    }

    /// The head of the answer, once it has come.
    var head: String { taken.withLock { $0.head } }
    /// The body and its trailer.
    var body: ChunkedBody { taken.withLock { $0.body } }
    /// Whether the server has closed the connection.
    var isClosed: Bool { taken.withLock { $0.isClosed } }

    /// Takes about so many bytes more, `size` at a time, or all that come until the other side closes.
    func take(_ count: Int, size: Int) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            // A read waits, on a thread that may.
            DispatchQueue.global().async {
                done.resume(with: Result { try self.read(count, size: size) })
            }
        }
    }

    private func read(_ count: Int, size: Int) throws {
        var left = count
        while left > 0 {
            guard let piece = try handle.read(upToCount: size), !piece.isEmpty else {
                return taken.withLock { $0.isClosed = true }
            }
            left -= piece.count
            taken.withLock { $0.add(piece) }
        }
    }
}

/// A body in chunks (RFC 9112 §7.1).
struct ChunkedBody: Sendable {
    private enum State: Sendable {
        case size
        case data(left: Int)
        case afterData
        case trailer
    }

    private var state = State.size
    private var line: [UInt8] = []
    /// What the chunks held so far.
    private(set) var bytes: [UInt8] = []
    /// The trailer's fields by their names in lower case.
    private(set) var trailer: [String: String] = [:]
    /// Whether the last chunk and the trailer's end have come.
    private(set) var isWhole = false

    /// The hash of the chunks so far, in hexadecimal.
    var sha256: String { Digest.sha256(bytes).map { String(format: "%02x", $0) }.joined() }

    /// Takes what comes next.
    mutating func take(_ piece: some Collection<UInt8>) {
        var rest = Array(piece)[...]
        while !rest.isEmpty {
            if case .data(let left) = state {
                let data = rest.prefix(left)
                rest = rest.dropFirst(left)
                bytes += data
                state = data.count == left ? .afterData : .data(left: left - data.count)
            } else if let byte = rest.popFirst() {
                line.append(byte)
                if line.suffix(2) == Array("\r\n".utf8)[...] { endLine() }
            }
        }
    }

    private mutating func endLine() {
        let text = String(decoding: line.dropLast(2), as: UTF8.self)
        line = []
        switch state {
        case .size:
            let size = Int(text, radix: 16) ?? 0
            state = size == 0 ? .trailer : .data(left: size)
        case .afterData, .data: state = .size
        case .trailer where text.isEmpty: isWhole = true
        case .trailer:
            let field = text.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { return }
            trailer[field[0].lowercased()] = String(field[1].drop { $0 == " " })
        }
    }
}
