import ArgumentParser
import Hummingbird
import Logging

/// HB0: the least that the web framework does for an answer, built with the product's own flags.
struct Hello: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve one fixed answer at /, until a signal; prints its port."
    )

    func run() async throws {
        let router = Router()
        router.get("/") { _, _ in "hello" }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                Output.line(String(channel.localAddress?.port ?? 0))
            },
            logger: Logger(label: "hello") { _ in SwiftLogNoOpLogHandler() }
        )
        try await application.runService()
    }
}
