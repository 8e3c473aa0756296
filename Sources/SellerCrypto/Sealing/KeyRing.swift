import Crypto
import Foundation

/// The keys that seal secrets at rest, by AES-256-GCM.
///
/// A file of lines `id base64-of-32-bytes`; blank lines and lines that begin with `#` say nothing.
/// The last key seals, every key opens, so a new key is a line appended. The first key makes the
/// fingerprints and has to stay: they are compared for as long as they are stored.
package struct KeyRing: Concealed, Sendable {
    /// 32 bytes: AES-256.
    static let keyBytes = 32

    /// The longest id, so that its length fits in one byte and a sealed value stays small.
    static let idLimit = 32

    private struct Key {
        let id: String
        let sealing: SymmetricKey
    }

    private let keys: [Key]
    private let current: Key
    private let fingerprinting: SymmetricKey

    /// Reads a key ring from the contents of its file; the error names the first bad line.
    package init(contents: [UInt8]) throws(KeyRingError) {
        let lines = try KeyRingFile.parse(contents)
        guard let first = lines.first, let last = lines.last else { throw .empty }
        keys = lines.map { Key(id: $0.id, sealing: Self.derive("seal", from: $0.key)) }
        current = Key(id: last.id, sealing: Self.derive("seal", from: last.key))
        fingerprinting = Self.derive("fingerprint", from: first.key)
    }

    /// Reads a key ring from a file that only its owner can read (mode 0400 or 0600).
    package init(file path: String) throws(KeyRingError) {
        try self.init(contents: KeyFile.read(path))
    }

    /// Gives the contents of a key file, or a line to append to one, with one new random key.
    package static func generate(id: String) throws(KeyRingError) -> [UInt8] {
        guard KeyRingFile.isID(id) else { throw .invalidID }
        let key = Data(Randomness.bytes(keyBytes)).base64EncodedString()
        return Array("\(id) \(key)\n".utf8)
    }

    /// Seals `plain` so that it opens only in `place`.
    ///
    /// A random 96-bit nonce is safe for 2^32 values of one key (NIST SP 800-38D §8.3): append a new
    /// key before that.
    package func seal(_ plain: [UInt8], for place: SealedPlace) -> [UInt8] {
        let head = SealedValue.head(keyID: current.id)
        do {
            let box = try AES.GCM.seal(
                plain,
                using: current.sealing,
                authenticating: head + place.bytes
            )
            return head + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
        } catch {
            preconditionFailure("AES-256-GCM refused a key of 32 bytes.")
        }
    }

    /// Opens a value that was sealed for `place`, with whichever key of the ring sealed it.
    package func open(_ sealed: [UInt8], for place: SealedPlace) throws(KeyRingError) -> [UInt8] {
        guard let value = SealedValue(parsing: sealed) else { throw .notAuthentic }
        guard let key = keys.first(where: { $0.id == value.keyID }) else {
            throw .unknownKey(value.keyID)
        }
        do {
            let box = try AES.GCM.SealedBox(combined: value.box)
            let authenticated = SealedValue.head(keyID: value.keyID) + place.bytes
            return Array(try AES.GCM.open(box, using: key.sealing, authenticating: authenticated))
        } catch {
            throw .notAuthentic
        }
    }

    /// Gives 32 bytes that are equal for equal values of one purpose, and say nothing without the key.
    ///
    /// HMAC-SHA256 by a key of its own; for finding a phone number again that is stored sealed.
    package func fingerprint(_ value: [UInt8], purpose: String) -> [UInt8] {
        let message = Array(purpose.utf8) + [0] + value
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: fingerprinting))
    }

    /// One key for each use (RFC 5869), so that the cipher and the fingerprints never share one.
    private static func derive(_ use: String, from key: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key),
            info: Array("seller-accounts \(use) 1".utf8),
            outputByteCount: keyBytes
        )
    }
}
