import Testing

@testable import SellerCrypto

/// A password that the tests are sure is accepted.
func password(_ raw: String) throws -> Password {
    try #require(Password(normalizing: raw))
}

/// The secret of the examples in RFC 4226 and RFC 6238.
func rfcSecret() throws -> TwoStepSecret {
    try #require(TwoStepSecret(bytes: Array("12345678901234567890".utf8)))
}

/// Bytes that count upwards, in place of random ones.
func counting(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0) }
}
