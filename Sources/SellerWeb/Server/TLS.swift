import NIOSSL

/// The files that a server needs to speak TLS itself, both PEM.
package struct TLSFiles: Sendable {
    /// The certificate, followed by those that lead to a known authority.
    package var certificate: String
    /// The private key of the certificate.
    package var key: String

    /// Names the files; they are read when the server is built.
    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    /// What TLS takes from the files; throws when one cannot be read or does not fit the other.
    func configuration() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        )
        // RFC 8996 retired everything older.
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }
}
