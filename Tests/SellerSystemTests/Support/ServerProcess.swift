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
    private let running: Mutex<RunningCommand>

    private init(port: Int, settings: [String: String], running: RunningCommand) {
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
                let command = try await launch(port, settings)
                return ServerProcess(port: port, settings: settings, running: command)
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
    ) async throws -> RunningCommand {
        let command = try RunningCommand(
            SystemFixture.program,
            ["serve", "--port", String(port), "--private-port", "0"],
            settings: settings.merging(["SELLER_ACCOUNTS_ORIGIN": HTTPClient(port: port).origin]) {
                $1
            }
        )
        var said = ""
        for await line in command.complaints.lines {
            if line.contains("listening on 127.0.0.1:\(port)") { return command }
            said += line + "\n"
        }
        throw NoStart(complaint: said)
    }

    /// Ends the server with no time to say anything, as a power cut does.
    func killHard() async {
        let command = running.withLock { $0 }
        await command.killHard()
    }

    /// Starts the server again where it was.
    func startAgain() async throws {
        let command = try await Self.launch(port, settings)
        running.withLock { $0 = command }
    }

    /// Ends the server as an operator does, and gives what it said since it listens.
    func stopAndReadLog() async -> String {
        await stop()
        let command = running.withLock { $0 }
        let lines = await command.complaints.all() + (await command.output.all())
        return lines.joined(separator: "\n")
    }

    /// Ends the server as an operator does.
    func stop() async {
        let command = running.withLock { $0 }
        command.process.terminate()
        _ = await command.status()
    }
}
