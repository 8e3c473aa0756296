import ArgumentParser
import Glibc
import Hummingbird
import Logging
import NIOCore
import SellerModel
import SellerWeb
import ServiceLifecycle
import UnixSignals

/// HTTP, until a signal ends it.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "serve",
        "Serve HTTP. SIGTERM and SIGINT let requests in flight end.",
        example: "serve --port 8080",
        more: """
            Settings of the environment; any other SELLER_ACCOUNTS_… is refused:
            \(ConfigurationKey.help)
            """
    )

    @Option(help: "The address to listen at.") var host = "127.0.0.1"
    @Option(help: "The port to listen at.") var port = 8080
    @Option(help: "A PEM file with the certificate and its chain.") var tlsCertificate: String?
    @Option(help: "A PEM file with the certificate's key.") var tlsKey: String?

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is a number from 0 to 65535.")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
    }

    func run() async throws {
        let settings = try Settings.load()
        try requireDelivery(settings)
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let logger = Logger(label: "seller-accounts")
        let wiring = try Wiring(settings, logger: logger)
        try await wiring.requireCurrentSchema()
        let application = try buildApplication(
            service: wiring.service,
            reports: wiring.reports,
            configuration: try webConfiguration(settings),
            logger: logger
        )
        // They end in the opposite order: HTTP drains while the database is still there.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [wiring.pool, wiring.reportPool, application],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure(
                .failed,
                "Something else listens at \(host):\(port): choose another port with --port N."
            )
        } catch {
            throw CommandFailure(.failed, "The server at \(host):\(port) ended: \(error)")
        }
    }

    private func webConfiguration(_ settings: Settings) throws(CommandFailure) -> WebConfiguration {
        let origin = try settings.origin()
        var configuration = WebConfiguration(host: host, port: port, origin: origin)
        if let tlsCertificate, let tlsKey {
            configuration.tls = TLSFiles(certificate: tlsCertificate, key: tlsKey)
        }
        return configuration
    }

    /// Mail that is only kept must not be readable from elsewhere, and mail that goes nowhere must
    /// not be a surprise.
    private func requireDelivery(_ settings: Settings) throws(CommandFailure) {
        let delivery = try settings.required(.delivery)
        guard delivery == "development" else {
            throw CommandFailure(.usage, "SELLER_ACCOUNTS_DELIVERY can only be development so far.")
        }
        guard ServerAddress.isLoopback(host) else {
            throw CommandFailure(
                .usage,
                "Development delivery refuses to serve on \(host): it keeps links where the "
                    + "operator reads them, so only this machine may connect (--host 127.0.0.1)."
            )
        }
    }
}
