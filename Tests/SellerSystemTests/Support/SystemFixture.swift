import Foundation
import Logging
import Postgres
import PostgresTesting
import SellerModel
import Testing

/// A database of its own, a folder of its own and server processes of the built program over both.
struct SystemFixture: Sendable {
    /// Where passwords, links and sessions lie.
    let folder: URL
    let servers: [ServerProcess]
    /// The database as its superuser sees it, for counting rows.
    let pool: PostgresPool
    /// How to reach it so.
    let administrator: PostgresConfiguration
    /// What the program runs with here.
    let settings: [String: String]

    /// The first server's client.
    var client: HTTPClient { servers[0].client }

    static let password = "correct horse battery staple 7"

    /// The program that was built beside these tests.
    static var program: URL {
        // The running test bundle itself: it lies in the folder of this build.
        let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        for place in [folder, URL(filePath: bundle ?? "").deletingLastPathComponent()] {
            let program = place.appending(path: "seller-accounts")
            if FileManager.default.isExecutableFile(atPath: program.path()) { return program }
        }
        return folder.appending(path: "seller-accounts")
    }

    /// Runs `body` with `servers` server processes on one fresh database.
    ///
    /// It is made at `database`, that of all tests unless one is named; `way` is what the program
    /// adds to reach it by another way than the tests.
    static func run(
        servers: Int = 1,
        limits: [String: String] = [:],
        on database: PostgresConfiguration? = nil,
        through way: String = "",
        _ body: (SystemFixture) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "seller-system-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestDatabase.withDatabase(
            prefix: "seller_system",
            owner: "seller_owner",
            on: database
        ) { administrator in
            var settings = limits
            settings["DATABASE_URL"] = "\(administrator.connectionString) user=seller\(way)"
            settings["SELLER_ACCOUNTS_KEY_FILE"] = folder.appending(path: "keys").path()
            settings["SELLER_ACCOUNTS_DELIVERY"] = "development"
            // Nothing of these tests is about guessing passwords.
            settings["SELLER_ACCOUNTS_PASSWORD_TRIES_PER_SOURCE_PER_MINUTE"] = "100000"
            let pool = PostgresPool(
                configuration: administrator,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            do {
                try await prepare(folder, settings)
                try await serve(servers, settings) { servers in
                    try await body(
                        SystemFixture(
                            folder: folder,
                            servers: servers,
                            pool: pool,
                            administrator: administrator,
                            settings: settings
                        )
                    )
                }
                await pool.close()
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    private static func prepare(_ folder: URL, _ settings: [String: String]) async throws {
        for arguments in [
            ["keys", "new", "--output", folder.appending(path: "keys").path()],
            ["database", "migrate"],
        ] {
            let done = try await RunningCommand(program, arguments, settings: settings).finish()
            try #require(done.status == 0, "\(arguments): \(done.complaints)")
        }
    }

    private static func serve(
        _ count: Int,
        _ settings: [String: String],
        _ body: ([ServerProcess]) async throws -> Void
    ) async throws {
        var servers: [ServerProcess] = []
        do {
            for _ in 0..<count { servers.append(try await ServerProcess.start(settings: settings)) }
            try await body(servers)
        } catch {
            for server in servers { await server.stop() }
            throw error
        }
        for server in servers { await server.stop() }
    }

    /// Starts a command of a person, who keeps a session file of their own, at the first server.
    func start(_ arguments: [String], as person: String = "operator") throws -> RunningCommand {
        var settings = settings
        settings["SELLER_ACCOUNTS_ORIGIN"] = client.origin
        settings["SELLER_ACCOUNTS_SESSION_FILE"] = path("\(person).session")
        return try RunningCommand(Self.program, arguments, settings: settings)
    }

    /// Runs a command to its end; anything but success is a failure of the test.
    @discardableResult
    func command(_ arguments: [String], as person: String = "operator") async throws -> Finished {
        let done = try await start(arguments, as: person).finish()
        try #require(done.status == 0, "\(arguments): \(done.complaints) \(done.output)")
        return done
    }

    /// Writes a file that only its owner reads, and gives its path.
    func file(_ name: String, _ contents: String) throws -> String {
        let path = path(name)
        let made = FileManager.default.createFile(
            atPath: path,
            contents: Data("\(contents)\n".utf8),
            attributes: [.posixPermissions: 0o600]
        )
        try #require(made)
        return path
    }

    /// A path in the folder.
    func path(_ name: String) -> String { folder.appending(path: name).path() }
}
