package import SellerModel

/// Why a received report is not the whole one.
package enum ReportFault: Error, Sendable, Equatable {
    /// It ends before its manifest, or goes on after it.
    case cut
    /// Rows or bytes are not those that the manifest names.
    case altered
    /// A line is no object.
    case malformed(line: Int)
}

/// Reads an NDJSON report that comes in pieces, and knows at the end whether it is whole.
package struct ReportReader: Sendable {
    private var pending: [UInt8] = []
    private var digest = ReportDigest()
    private var rows = 0
    private var manifest: JSONValue?

    /// A reader that has got nothing yet.
    package init() {}

    /// Takes the next piece and gives the rows that it completes, each an object.
    package mutating func take(
        _ bytes: some Sequence<UInt8>
    ) throws(ReportFault) -> [JSONValue] {
        pending.append(contentsOf: bytes)
        var found: [JSONValue] = []
        var rest = pending[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[...end]
            rest = rest[(end + 1)...]
            if let row = try row(line) { found.append(row) }
        }
        pending = Array(rest)
        return found
    }

    /// What the report was, once everything is taken; throws when it is not whole.
    package func finish() throws(ReportFault) -> ReportManifest {
        guard pending.isEmpty, let manifest else { throw .cut }
        let found = ReportManifest(rows: rows, sha256: digest.bytes)
        guard manifest == found.json else { throw .altered }
        return found
    }

    private mutating func row(_ line: ArraySlice<UInt8>) throws(ReportFault) -> JSONValue? {
        guard manifest == nil else { throw .cut }
        guard let value = try? JSONParser.parse(line.dropLast()), case .object = value else {
            throw .malformed(line: rows + 1)
        }
        if let last = value["manifest"] {
            manifest = last
            return nil
        }
        digest.update(line)
        rows += 1
        return value
    }
}
