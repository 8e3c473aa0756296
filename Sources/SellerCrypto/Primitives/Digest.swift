import Crypto

/// Digests without a key.
package enum Digest {
    /// Gives the 32 bytes of SHA-256 (FIPS 180-4) over `bytes`.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest: [UInt8] = []
        // Known beforehand: a digest does not say how long it is.
        digest.reserveCapacity(SHA256.byteCount)
        digest.append(contentsOf: SHA256.hash(data: bytes))
        return digest
    }
}
