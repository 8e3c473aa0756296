import Logging

/// The place of a request in its caller's trace (W3C Trace Context §3.2, version 00).
///
/// Nothing is decided by it. What is not well-formed is as good as absent, as §4.3 asks.
struct TraceParent: Sendable, Equatable {
    /// The whole trace: 32 digits, not all zero.
    let trace: String
    /// The caller's own part of it: 16 digits, not all zero.
    let parent: String

    /// Takes the header's values; nil unless it is one, and well-formed.
    init?(_ values: [String]) {
        guard values.count == 1, let value = values.first else { return nil }
        let fields = value.utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        ).map { Array($0) }
        guard fields.map(\.count) == [2, 32, 16, 2], fields[0] == Array("00".utf8),
            fields.joined().allSatisfy(Self.isDigit),
            fields[1...2].allSatisfy({ $0.contains { $0 != UInt8(ascii: "0") } })
        else { return nil }
        trace = String(decoding: fields[1], as: UTF8.self)
        parent = String(decoding: fields[2], as: UTF8.self)
    }

    /// §3.2: hexadecimal digits in lower case only.
    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }

    /// Puts the trace on every line that `logger` writes from now on.
    func mark(_ logger: inout Logger) {
        logger[metadataKey: "trace_id"] = "\(trace)"
        logger[metadataKey: "parent_id"] = "\(parent)"
    }
}
