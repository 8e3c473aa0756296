import ArgumentParser
import Glibc
import Hummingbird
import Logging
import NIOCore
import SellerModel
import SellerService
import SellerWeb
import ServiceLifecycle
import UnixSignals

/// HTTP and workers, until a signal ends them.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "serve",
        "Serve HTTP and run the workers. SIGTERM and SIGINT let requests in flight end.",
        example: "serve --config accounts.yaml --port 8080",
        more: """
            Settings, as a configuration file and as the environment name them; anything else in \
            the file, and any other SELLER_ACCOUNTS_…, is refused:
            \(ConfigurationKey.help)
            """
    )

    @Option(help: "The address to listen at.") var host = "127.0.0.1"
    @Option(help: "The port to listen at; 0 takes a free one.") var port = 8080
    @Option(
        help: "The port of /livez, /readyz and /metrics, at 127.0.0.1 only; 0 takes a free one."
    )
    var privatePort = 8081
    @Option(help: "A PEM file with the certificate and its chain.") var tlsCertificate: String?
    @Option(help: "A PEM file with the certificate's key.") var tlsKey: String?
    @OptionGroup var configuration: ConfigurationOptions
    @Flag(help: "Only serve HTTP: another process removes what is over.")
    var withoutWorkers = false
    @Flag(help: "Say in one line of JSON on standard output where it listens.") var json = false

    func validate() throws {
        guard [port, privatePort].allSatisfy((0...65_535).contains) else {
            throw ValidationError("--port and --private-port are numbers from 0 to 65535.")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
    }

    func run() async throws {
        let settings = try configuration.load()
        try requireDelivery(settings)
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let logger = Logger(label: "seller-accounts")
        let wiring = try Wiring(settings, logger: logger)
        try await wiring.requireCurrentSchema()
        var lifetime = ServiceGroupConfiguration(
            services: try services(wiring, settings, logger),
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        lifetime.maximumGracefulShutdownDuration = .seconds(settings.serverLimits.stopSeconds)
        let group = ServiceGroup(configuration: lifetime)
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure(
                .failed,
                "Something else listens at \(host):\(port) or at the private port \(privatePort): "
                    + "choose others with --port N and --private-port N."
            )
        } catch {
            throw CommandFailure(.failed, "The server at \(host):\(port) ended: \(error)")
        }
    }

    /// They end in the opposite order: HTTP drains while the database is still there.
    private func services(
        _ wiring: Wiring,
        _ settings: Settings,
        _ logger: Logger
    ) throws -> [any ServiceLifecycle.Service] {
        var web = try webConfiguration(settings)
        let plan = try ConnectionPlan(settings.serverLimits, descriptors: Descriptors.raise())
        if let warning = plan.warning { logger.warning("\(warning)") }
        web.connections = plan.connections
        web.connectionsPerSource = plan.perSource
        web.observer = wiring.metrics.requestObserver
        web.figures = wiring.metrics.serving
        let application = try buildApplication(
            service: wiring.service,
            reports: wiring.reports,
            configuration: web,
            logger: logger
        )
        let metrics = wiring.metrics
        let operations = buildPrivateApplication(
            service: wiring.service,
            host: Self.privateHost,
            port: privatePort,
            metrics: { metrics.text },
            logger: Logger(label: "seller-accounts.private")
        )
        let scheme = tlsCertificate == nil ? "http" : "https"
        let workers: [any ServiceLifecycle.Service] =
            withoutWorkers ? [] : [ExpiryWorker(wiring.service)]
        return [wiring.pool, wiring.pipeline, wiring.reportPool] + workers + [
            operations,
            json ? Announcing(application: application, scheme: scheme) : application,
        ]
    }

    /// Whoever collects the figures from elsewhere comes through something that lets in only them.
    private static let privateHost = "127.0.0.1"

    /// What the settings and the arguments say of HTTP.
    func webConfiguration(_ settings: Settings) throws(CommandFailure) -> WebConfiguration {
        let origin = try settings.origin()
        var configuration = WebConfiguration(host: host, port: port, origin: origin)
        configuration.trustedProxies = try settings.trustedProxies()
        let limits = settings.serverLimits
        configuration.idleSeconds = limits.connectionIdleSeconds
        configuration.headSeconds = limits.headSeconds
        configuration.bodySeconds = limits.bodySeconds
        configuration.takingSeconds = limits.takingSeconds
        configuration.requestsInWork = limits.requestsInWork
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
            throw CommandFailure(
                .usage,
                "\(settings.place(of: .delivery)) can only be development so far."
            )
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
