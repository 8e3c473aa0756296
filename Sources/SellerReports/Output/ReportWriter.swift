package import SellerModel

/// Fills one buffer with a report and hands it on whenever it is full, counting and hashing.
package actor ReportWriter {
    /// 64 KiB: large enough that writing costs little, small enough for many reports at once.
    private static let bufferBytes = 64 * 1024

    private var encoder: ReportEncoder
    private let write: @Sendable ([UInt8]) async throws -> Void
    private var buffer: [UInt8] = []
    private var digest = ReportDigest()
    private var rows = 0

    /// Writes a report of these columns; `write` takes each piece and returns when it is taken.
    package init(
        _ format: ReportFormat,
        columns: [String],
        write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) {
        encoder = ReportEncoder(format, columns: columns)
        self.write = write
        buffer.reserveCapacity(Self.bufferBytes)
        encoder.begin(into: &buffer)
    }

    /// Adds rows with their cells in the order of the columns; throws what `write` throws.
    package func append(_ cells: [[JSONValue]]) async throws {
        for row in cells {
            encoder.append(row, into: &buffer)
            rows += 1
            if buffer.count >= Self.bufferBytes { try await flush() }
        }
    }

    /// Hands on rows that are bytes of the format already; throws what `write` throws.
    ///
    /// They are no fewer than a quarter of a buffer, but for the last, so they wait for none.
    package func pass(_ bytes: [UInt8]) async throws {
        if buffer.isEmpty {
            digest.update(bytes)
            return try await write(bytes)
        }
        // What stands before the first row, which nobody has been given yet.
        buffer.append(contentsOf: bytes)
        try await flush()
    }

    /// Ends a report whose rows, so many of them, were passed on.
    package func finish(passed rows: Int) async throws -> ReportManifest {
        self.rows = rows
        return try await finish()
    }

    /// Ends the report and says what was written; throws what `write` throws.
    ///
    /// An NDJSON gets the manifest as its last line, which is not part of its own hash.
    package func finish() async throws -> ReportManifest {
        encoder.end(rows: rows, into: &buffer)
        try await flush()
        let manifest = ReportManifest(rows: rows, sha256: digest.bytes)
        if encoder.format == .ndjson {
            let line: JSONValue = ["manifest": manifest.json]
            try await write(line.serialized() + [UInt8(ascii: "\n")])
        }
        return manifest
    }

    private func flush() async throws {
        if buffer.isEmpty { return }
        // Taken out first: while `write` waits, nobody may hand the same bytes on again.
        let full = buffer
        buffer.removeAll(keepingCapacity: true)
        digest.update(full)
        try await write(full)
    }
}
