import SellerCrypto
package import SellerModel

/// Who asks for a permission decision: the token of a service, which the statement that answers looks
/// up itself.
package struct ServiceCaller: Sendable {
    /// SHA-256 of the token.
    let digest: [UInt8]

    /// Reads a token; throws `unauthenticated` for one of another kind.
    package init(token: Substring) throws(SellerError) {
        guard let token = SecretToken(parsing: token, as: .service) else { throw .noService }
        digest = token.digest
    }
}

extension SellerError {
    /// Whoever asks for a permission decision is no service.
    package static let noService = SellerError(
        .unauthenticated,
        "Only a service's token is taken here."
    )
}
