import Crypto

/// SHA-256 over bytes that come in pieces.
package struct ReportDigest: Sendable {
    private var hash = SHA256()

    /// A digest of nothing yet.
    package init() {}

    /// Takes the next piece.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        hash.update(data: Array(bytes))
    }

    /// The 32 bytes for everything taken so far.
    package var bytes: [UInt8] { Array(hash.finalize()) }
}
