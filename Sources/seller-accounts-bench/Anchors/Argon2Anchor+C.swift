import CSodium
import SellerCrypto

/// One hash with the product's parameters, straight from the library.
enum Argon2Anchor {
    private static let isReady = sodium_init() >= 0

    static func hashOnce() -> Bool {
        guard isReady else { return false }
        var tag = [UInt8](repeating: 0, count: 32)
        let salt = [UInt8](repeating: 7, count: Int(crypto_pwhash_saltbytes()))
        let password = Array("correct horse battery staple".utf8).map { CChar(bitPattern: $0) }
        return unsafe crypto_pwhash(
            &tag,
            UInt64(tag.count),
            password,
            UInt64(password.count),
            salt,
            UInt64(PasswordHasher.passes),
            PasswordHasher.memoryBytes,
            crypto_pwhash_alg_argon2id13()
        ) == 0
    }
}
