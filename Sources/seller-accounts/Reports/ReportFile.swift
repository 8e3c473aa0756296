import SellerModel
import SellerReports

/// A report's file and, beside it, what it has to hash to.
actor ReportFile {
    private let path: String
    private let file: FileInProgress
    private var digest = ReportDigest()

    /// Begins the file; it takes its name when it is whole.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        file = try FileInProgress(path)
    }

    /// Adds a piece.
    func write(_ bytes: [UInt8]) async throws(CommandFailure) {
        digest.update(bytes)
        try await file.append(bytes)
    }

    /// Ends the file and writes `FILE.manifest.json` with the SHA-256 of all its bytes.
    func keep(
        _ report: String,
        _ account: ID<Account>,
        _ format: String,
        rows: Int
    ) async throws(CommandFailure) {
        try await file.keep()
        let manifest = ReportManifest(rows: rows, sha256: digest.bytes)
        let value: JSONValue = [
            "report": .string(report), "account": .string(account.text),
            "format": .string(format), "rows": .integer(Int64(rows)),
            "sha256": .string(manifest.sha256Text),
        ]
        let bytes = value.serialized() + [UInt8(ascii: "\n")]
        try Files.replace("\(path).manifest.json", bytes, mode: 0o600)
    }

    /// Throws away what was written.
    func discard() async {
        await file.discard()
    }
}
