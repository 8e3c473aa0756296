/// The parts of a sealed value: a version, the id of its key, and nonce, ciphertext and tag.
struct SealedValue {
    /// The first byte: a later shape would have another.
    private static let version: UInt8 = 1

    /// The id of the key that sealed it.
    let keyID: String

    /// Nonce, ciphertext and tag, in that order.
    let box: ArraySlice<UInt8>

    /// Gives what stands before the nonce, which is also authenticated.
    static func head(keyID: String) -> [UInt8] {
        let id = Array(keyID.utf8.prefix(KeyRing.idLimit))
        return [version, UInt8(id.count)] + id
    }

    /// Takes a sealed value apart, or gives nil for bytes that cannot be one.
    init?(parsing sealed: [UInt8]) {
        guard sealed.count >= 2, sealed[0] == Self.version else { return nil }
        let length = Int(sealed[1])
        guard sealed.count >= 2 + length else { return nil }
        let id = String(decoding: sealed[2..<2 + length], as: UTF8.self)
        guard KeyRingFile.isID(id) else { return nil }
        keyID = id
        box = sealed[(2 + length)...]
    }
}
