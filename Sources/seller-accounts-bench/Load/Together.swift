import ArgumentParser
import Foundation
import Logging
import Postgres
import SellerCrypto
import SellerModel
import SellerStore

/// The client's own figure: permission questions asked together, or one by one over a pool.
struct Together: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask permission questions for some seconds; prints questions a second."
    )

    @Option(help: "The database.") var database: String
    @Option(help: "A file with the service's token.") var tokenFile: String
    @Option(help: "How many ask at a time.") var askers = 32
    @Option(help: "How long.") var seconds = 3.0
    @Flag(help: "Each question by itself, over a pool of 8 connections.") var oneByOne = false

    private typealias Ask = @Sendable (ServiceQuestion) async throws -> Void

    private static let poolConnections = 8
    /// The users that the fixture's anchors have too.
    private static let users = 200_000

    func run() async throws {
        let text = try String(contentsOfFile: tokenFile, encoding: .utf8)
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        guard let token = SecretToken(parsing: line, as: .service) else {
            throw ValidationError("\(tokenFile) holds no service's token.")
        }
        let configuration = PostgresConfiguration(
            connectionString: database,
            role: "seller_app",
            maximumConnections: Self.poolConnections,
            applicationName: "seller-accounts-bench"
        )
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(configuration: configuration, logger: logger)
        let pipeline = ReadPipeline(configuration: configuration, logger: logger)
        let lane = pipeline.lane(.decision)
        let digest = token.digest
        let ask: Ask
        if oneByOne {
            ask = { question in _ = try await pool.one(.decide([question])) }
        } else {
            ask = { question in _ = try await lane.ask(question) }
        }
        // Connections and prepared statements belong to the start.
        for _ in 0..<Self.poolConnections { try await ask(Self.question(1, digest)) }
        Output.line(Output.decimal(try await rate(digest, ask)))
        await pool.close()
        await pipeline.close()
    }

    private func rate(
        _ digest: [UInt8],
        _ ask: @escaping Ask
    ) async throws -> Double {
        let begin = ContinuousClock.now
        let end = begin + .milliseconds(Int(seconds * 1_000))
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<askers {
                group.addTask {
                    var asked = 0
                    while ContinuousClock.now < end {
                        try await ask(Self.question(Int.random(in: 1...Self.users), digest))
                        asked += 1
                    }
                    return asked
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(total) / begin.duration(to: .now).inSeconds
    }

    private static func question(_ user: Int, _ digest: [UInt8]) -> ServiceQuestion {
        ServiceQuestion(
            digest: digest,
            AccessQuestion(
                user: ID(Numbered.uuid(.user, user)),
                section: "sales",
                tool: "orders",
                action: "view",
                scope: nil
            )
        )
    }
}
