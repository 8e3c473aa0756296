import Hummingbird
import HummingbirdCore
import HummingbirdTLS
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

    /// HTTP/1.1 over TLS; throws when a file cannot be read or does not fit the other.
    func server(over plain: HTTPServerBuilder) throws -> HTTPServerBuilder {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        )
        // RFC 8996 retired everything older.
        configuration.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: configuration)
    }
}
