import NIOHTTP1

/// What a head says about where its message ends, and about what may follow it.
///
/// Two servers that read a message's end differently see different requests in the same bytes; so
/// what could be read in two ways is refused, also where the standard would let us choose.
struct Framing {
    /// The status to refuse the head with; nil for a good one.
    let fault: HTTPResponseStatus?
    /// Whether no request can follow on the connection.
    let isLast: Bool
    /// The bytes that the body is announced to have; 0 where they are not announced.
    let announced: Int

    /// Reads a head, in one pass over its fields.
    init(_ head: HTTPRequestHead) {
        var hosts = 0
        var lengths: [String] = []
        var codings: [String] = []
        var asksForOther = head.method == .CONNECT
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 4 where Self.isName(name, "host"): hosts += 1
            case 7 where Self.isName(name, "upgrade"): asksForOther = true
            case 14 where Self.isName(name, "content-length"): lengths.append(value)
            case 17 where Self.isName(name, "transfer-encoding"): codings.append(value)
            default: continue
            }
        }
        announced = lengths.first.flatMap { Int($0) } ?? 0
        // The parser takes nothing for a request behind one that asks for another protocol.
        isLast = asksForOther || !head.isKeepAlive
        // RFC 9112 §3.2: exactly one Host, which HTTP/1.0 may leave out.
        guard hosts == 1 || (hosts == 0 && head.version == .http1_0) else {
            fault = .badRequest
            return
        }
        fault = Self.fault(lengths: lengths.count, codings, isOld: head.version == .http1_0)
    }

    private static func fault(
        lengths: Int,
        _ codings: [String],
        isOld: Bool
    ) -> HTTPResponseStatus? {
        guard let coding = codings.first?.lowercased() else {
            return lengths <= 1 ? nil : .badRequest
        }
        // RFC 9112 §6.1: a length beside it, or a coding in HTTP/1.0, are how requests are smuggled.
        guard lengths == 0, codings.count == 1, !isOld else { return .badRequest }
        if coding == "chunked" { return nil }
        // Chunked last has an end, but its content is of a coding that nobody here reads.
        return coding.hasSuffix("chunked") && coding.contains(",") ? .notImplemented : .badRequest
    }

    /// Compares without making anything: it runs on the way of every request.
    private static func isName(_ name: String, _ lowercased: String) -> Bool {
        name.utf8.lazy.map { $0 | 0x20 }.elementsEqual(lowercased.utf8)
    }
}
