public import SellerModel

/// What makes a cut report recognizable: how many rows it has and what its bytes hash to.
public struct ReportManifest: Sendable, Equatable {
    /// Rows, without the header line of a CSV.
    public let rows: Int
    /// SHA-256 of every byte of the report; in NDJSON of all lines before the manifest's own.
    public let sha256: [UInt8]

    package init(rows: Int, sha256: [UInt8]) {
        self.rows = rows
        self.sha256 = sha256
    }

    /// The hash in lower-case hexadecimal.
    public var sha256Text: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = sha256.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// `{"rows":…,"sha256":"…"}`
    public var json: JSONValue {
        ["rows": .integer(Int64(rows)), "sha256": .string(sha256Text)]
    }
}
