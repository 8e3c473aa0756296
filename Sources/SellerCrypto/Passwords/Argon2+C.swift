import CSodium

/// Argon2id by libsodium, with parallelism 1, which is its only choice.
struct Argon2: Sendable {
    /// Passes over the memory.
    let passes: Int

    /// Memory in bytes; kept at what Argon2 needs at least.
    let memoryBytes: Int

    /// libsodium has to find the processor's abilities once.
    private static let isReady = sodium_init() >= 0

    /// Gives the encoded hash with its parameters and a new salt.
    func hash(_ password: [UInt8]) -> Result<String, HashingError> {
        guard Self.isReady else { return .failure(.failed) }
        let secret = password.map { CChar(bitPattern: $0) }
        var encoded = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let status = unsafe crypto_pwhash_str_alg(
            &encoded,
            secret,
            UInt64(secret.count),
            UInt64(passes),
            memoryBytes,
            crypto_pwhash_alg_argon2id13()
        )
        guard status == 0 else { return .failure(.failed) }
        let letters = encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .success(String(decoding: letters, as: UTF8.self))
    }

    /// Tells whether this is the password behind an encoded hash, in constant time.
    func verify(_ password: [UInt8], against encoded: String) -> Result<Bool, HashingError> {
        guard Self.isReady, let text = Self.padded(encoded), age(of: encoded) != nil else {
            return .failure(.failed)
        }
        let secret = password.map { CChar(bitPattern: $0) }
        let status = unsafe crypto_pwhash_str_verify(text, secret, UInt64(secret.count))
        return .success(status == 0)
    }

    /// Tells whether a hash was made with other parameters; nil for what is no Argon2id hash.
    func age(of encoded: String) -> Bool? {
        guard encoded.hasPrefix("$argon2id$"), let text = Self.padded(encoded) else { return nil }
        let status = unsafe crypto_pwhash_str_needs_rehash(text, UInt64(passes), memoryBytes)
        return status < 0 ? nil : status == 1
    }

    /// Gives a well-formed hash of the same cost that no password has, without hashing.
    func unmatchable() -> String {
        let salt = Self.base64(Randomness.bytes(16))
        let tag = Self.base64(Randomness.bytes(32))
        return "$argon2id$v=19$m=\(memoryBytes / 1024),t=\(passes),p=1$\(salt)$\(tag)"
    }

    /// The library's functions may read this many bytes; it writes no text that does not fit.
    private static func padded(_ encoded: String) -> [CChar]? {
        let length = crypto_pwhash_strbytes()
        guard encoded.utf8.count < length, !encoded.utf8.contains(0) else { return nil }
        let letters = encoded.utf8.map { CChar(bitPattern: $0) }
        return letters + [CChar](repeating: 0, count: length - letters.count)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING
        let length = sodium_base64_encoded_len(bytes.count, variant)
        var text = [CChar](repeating: 0, count: length)
        unsafe sodium_bin2base64(&text, length, bytes, bytes.count, variant)
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
}
