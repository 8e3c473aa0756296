import Foundation
import Glibc
import PostgresTesting
import Synchronization
import Testing

/// A server as an operator starts it, which can be killed and started again at the same port.
final class ServerProcess: Sendable {
    let port: Int
    let client: HTTPClient
    private let settings: [String: String]
    private let running: Mutex<Launched>

    /// A server that listens, at the port that was asked for and at its private one.
    private struct Launched: Sendable {
        let command: RunningCommand
        let privatePort: Int
    }

    private init(port: Int, settings: [String: String], running: Launched) {
        self.port = port
        self.settings = settings
        self.running = Mutex(running)
        client = HTTPClient(port: port)
    }

    /// Starts a server at a free port and waits until it listens.
    static func start(settings: [String: String]) async throws -> ServerProcess {
        var complaint = ""
        // Below the range that the kernel gives to clients; somebody may still have a port.
        for _ in 0..<8 {
            let port = Int.random(in: 20_000..<32_000)
            do {
                let launched = try await launch(port, settings)
                return ServerProcess(port: port, settings: settings, running: launched)
            } catch let failure as NoStart {
                complaint = failure.complaint
            }
        }
        throw NoStart(complaint: complaint)
    }

    /// The server ended instead of listening.
    struct NoStart: Error { let complaint: String }

    private static func launch(
        _ port: Int,
        _ settings: [String: String]
    ) async throws -> Launched {
        let command = try RunningCommand(
            SystemFixture.program,
            ["serve", "--port", String(port), "--private-port", "0"],
            settings: settings.merging(["SELLER_ACCOUNTS_ORIGIN": HTTPClient(port: port).origin]) {
                $1
            }
        )
        var said = ""
        var ports: Set<Int> = []
        for await line in command.complaints.lines {
            said += line + "\n"
            guard let found = line.firstMatch(of: /listening on 127.0.0.1:([0-9]+)/) else {
                continue
            }
            ports.formUnion([Int(found.1)].compactMap(\.self))
            if ports.contains(port), let privatePort = ports.first(where: { $0 != port }) {
                return Launched(command: command, privatePort: privatePort)
            }
        }
        throw NoStart(complaint: said)
    }

    private var command: RunningCommand { running.withLock { $0.command } }

    /// The process as the system numbers it.
    var processID: Int32 { command.process.processIdentifier }

    /// A client of what the server says to those who run it.
    var privateClient: HTTPClient { HTTPClient(port: running.withLock { $0.privatePort }) }

    /// Ends the server with no time to say anything, as a power cut does.
    func killHard() async {
        await command.killHard()
    }

    /// Starts the server again where it was.
    func startAgain() async throws {
        let launched = try await Self.launch(port, settings)
        running.withLock { $0 = launched }
    }

    /// Ends the server as an operator does, and gives what it said since it listens.
    func stopAndReadLog() async -> String {
        await stop()
        let command = command
        let lines = await command.complaints.all() + (await command.output.all())
        return lines.joined(separator: "\n")
    }

    /// Asks the server to end, as an operator does.
    func askToStop() { command.process.terminate() }

    /// The exit status, once the server has ended.
    func status() async -> Int32 { await command.status() }

    /// Ends the server as an operator does.
    func stop() async {
        askToStop()
        _ = await status()
    }
}
