import Crypto

/// Digests without a key.
package enum Digest {
    /// Gives the 32 bytes of SHA-256 (FIPS 180-4) over `bytes`.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
