import Foundation
import Glibc
import Postgres
import PostgresTesting
import Synchronization
import Testing

/// A PostgreSQL cluster of the tests' own, which they stop, kill and start again.
///
/// A guard that waits for the end of its input ends the cluster and removes its folder, so that
/// neither outlives the tests, however these end.
final class Cluster: Sendable {
    /// The server ended instead of accepting connections.
    struct NoStart: Error { let complaint: String }

    private let folder: String
    private let custodian: RunningCommand
    private let server = Mutex<RunningCommand?>(nil)

    /// Makes and starts a cluster with the roles of the product, runs `body`, and ends it.
    static func with<T>(_ body: (Cluster) async throws -> T) async throws -> T {
        let cluster = try Cluster()
        let result: Result<T, any Error>
        do {
            try await cluster.make()
            result = .success(try await body(cluster))
        } catch {
            result = .failure(error)
        }
        _ = try await cluster.custodian.finish()
        return try result.get()
    }

    private init() throws {
        // Not the temporary folder: a socket's path may have 107 bytes.
        folder = "/tmp/seller-faults-\(UUID().uuidString.prefix(8))"
        let end = """
            trap '' INT TERM HUP; read -r _
            "$1/pg_ctl" stop -s -m immediate -D "$2/data"; rm -rf "$2"
            """
        custodian = try Self.asOwner("/bin/sh", ["-c", end, "custodian", Self.programs, folder])
    }

    private func make() async throws {
        let made = try await Self.asOwner(
            "\(Self.programs)/initdb",
            [
                "-D", "\(folder)/data", "-U", "postgres", "--auth=trust", "--encoding=UTF8",
                "--locale=C.UTF-8", "--no-instructions", "--no-sync",
            ]
        ).finish()
        try #require(made.status == 0, "\(made.complaints)")
        try await start()
        let connection = try await PostgresConnection.connect(configuration)
        let roles = try Readme.file("scripts/lib/roles.sql")
        try await connection.execute(script: PostgresScript(trusted: Array(roles.utf8)))
        await connection.close()
    }

    /// How its superuser reaches it.
    var configuration: PostgresConfiguration {
        PostgresConfiguration(
            connectionString: "host=\(folder) user=postgres dbname=postgres",
            maximumConnections: 4,
            applicationName: "seller-accounts-test",
            statementTimeoutMilliseconds: 30_000,
            acquireDeadlineMilliseconds: 10_000
        )
    }

    /// Starts the server and comes back, with the moment, once it accepts connections.
    @discardableResult
    func start() async throws -> ContinuousClock.Instant {
        var complaint = ""
        let start = ContinuousClock.now
        while start.duration(to: .now) < .seconds(30) {
            // Without waiting for the disk: a process that is killed loses nothing that it has handed
            // to the system.
            let command = try Self.asOwner(
                "\(Self.programs)/postgres",
                [
                    "-D", "\(folder)/data", "-c", "listen_addresses=",
                    "-c", "unix_socket_directories=\(folder)", "-c", "fsync=off",
                ]
            )
            var said = ""
            for await line in command.complaints.lines {
                if line.contains("ready to accept connections") {
                    server.withLock { $0 = command }
                    return .now
                }
                said += line + "\n"
            }
            complaint = said
            // The processes of a killed postmaster may need a moment to notice.
            guard said.contains("still in use") else { break }
        }
        throw NoStart(complaint: complaint)
    }

    /// Shuts the server down as an operator does who does not wait for clients.
    func stopFast() async {
        await end(by: SIGINT)
    }

    /// Kills the postmaster, which leaves no time to write anything.
    func killPostmaster() async {
        await end(by: SIGKILL)
    }

    private func end(by signal: Int32) async {
        guard let command = server.withLock({ $0.take() }) else { return }
        kill(command.process.processIdentifier, signal)
        _ = await command.status()
    }

    /// Starts the server if an earlier test left it down.
    func startIfDown() async throws {
        if server.withLock({ $0 == nil }) { try await start() }
    }

    /// Runs one of PostgreSQL's programs, which refuse to run as root: then as the user `postgres`.
    private static func asOwner(_ program: String, _ arguments: [String]) throws -> RunningCommand {
        let change = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
        // `env` and `setpriv` become the program, so that its process is the one that is known here.
        let words = ["-C", "/"] + (geteuid() == 0 ? change : []) + [program] + arguments
        return try RunningCommand(URL(filePath: "/usr/bin/env"), words, settings: [:])
    }

    /// The folder of the newest server's programs.
    private static let programs: String = {
        let place = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return "\(place)/\(versions.compactMap { Int($0) }.max() ?? 0)/bin"
    }()
}
