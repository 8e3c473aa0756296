/// Where a call came from, for audit entries and notices. Nothing is ever decided by it.
package struct RequestFacts: Sendable {
    /// The caller's address as text, of IPv4 or IPv6; nil when nobody knows.
    package var address: String?
    /// What the caller says it is, without control characters and cut to 512 code points.
    package var userAgent: String
    /// The id that the answer and the log carry too.
    package var requestID: String
    /// The caller's trace (W3C Trace Context), 32 hexadecimal digits; nil without one.
    package var traceID: String?

    /// Far more than browsers send, and little enough to keep with every entry.
    private static let longest = 512

    /// Collects the facts of one call, in a shape that the database takes.
    package init(
        address: String?,
        userAgent: String,
        requestID: String,
        traceID: String? = nil
    ) {
        // A zone, as in `fe80::1%eth0`, means something to this host alone.
        self.address = address.map { String($0.prefix { $0 != "%" }) }
        self.userAgent = Self.kept(userAgent)
        self.requestID = Self.kept(requestID)
        self.traceID = traceID
    }

    private static func kept(_ text: String) -> String {
        // As nearly always: nothing to take out.
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        if isPlain, text.utf8.count <= longest { return text }
        let kept = text.unicodeScalars.prefix(longest).filter {
            $0.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(kept))
    }
}
