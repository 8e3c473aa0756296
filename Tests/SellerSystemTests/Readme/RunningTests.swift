import Foundation
import Glibc
import Postgres
import PostgresTesting
import Testing

extension System {
    @Suite struct `Running it yourself as README tells it` {
        @Test func `every line, on a database that holds nothing yet, leads to a server`()
            async throws
        {
            try await TestDatabase.withDatabase(prefix: "seller_readme", owner: nil) { database in
                let place = try OperatorPlace(database)
                defer { place.remove() }
                let lines = try Readme.operatorLines()
                try #require(lines.last == ".build/release/seller-accounts serve", "\(lines)")
                // The shell becomes the server, so that a signal reaches it.
                let script =
                    Array(lines.dropLast()) + ["exec \(lines.last ?? "") --port 0 --private-port 0"]
                let shell = try RunningCommand(
                    URL(filePath: "/bin/bash"),
                    ["-euo", "pipefail", "-c", place.prepared(script)],
                    settings: place.settings
                )
                let listening = await shell.complaints.first { $0.contains("listening on") }
                shell.process.terminate()
                let end = try await shell.finish()
                #expect(listening != nil, "\(end.complaints)")
                #expect(end.status == 0, "\(end.complaints)")
                #expect(end.output.contains("The database is at version"), "\(end.output)")
            }
        }

        @Test func `README, the scripts and the package ask for the same Swift`() throws {
            let package = try Readme.file("Package.swift")
            let tools = try #require(package.firstMatch(of: /swift-tools-version: ([0-9.]+)/))
            let wanted = "Swift \(tools.1) or later"
            #expect(try Readme.file("README.md").contains("Debian 12 with \(wanted) on"))
            #expect(try Readme.file("scripts/lib/machine.sh").contains(wanted))
        }
    }
}

/// A copy of the project as an operator has it, whose superuser is that of the tests' server.
private struct OperatorPlace {
    private let folder: URL
    private let database: PostgresConfiguration
    /// The environment of the operator's shell.
    let settings: [String: String]

    init(_ database: PostgresConfiguration) throws {
        self.database = database
        let files = FileManager.default
        folder = files.temporaryDirectory.appending(path: "seller-readme-\(UUID().uuidString)")
        for part in ["bin", "scripts/lib", ".build/release"] {
            try files.createDirectory(
                at: folder.appending(path: part),
                withIntermediateDirectories: true
            )
        }
        try files.createSymbolicLink(
            at: folder.appending(path: ".build/release/seller-accounts"),
            withDestinationURL: SystemFixture.program
        )
        settings = [
            "HOME": folder.path(), "PATH": "\(folder.path())/bin:/usr/bin:/bin",
        ]
        let server = try TestSchema.configuration().connectionString
        // `sudo -u postgres psql …`; a password belongs to the server's role, not to one test.
        try program(
            "sudo",
            "case $* in *password*) exit 0 ;; esac; shift 3; exec psql -d '\(server)' \"$@\""
        )
        try program("swift", "exit 0")
        try Data(Readme.file("scripts/lib/roles.sql").utf8)
            .write(to: folder.appending(path: "scripts/lib/roles.sql"))
        try Data(databaseScript().utf8)
            .write(to: folder.appending(path: "scripts/lib/database.sql"))
    }

    /// The lines in this place, with this database in the place of `seller` on this machine.
    func prepared(_ lines: [String]) -> String {
        let address = "'\(database.connectionString) user=seller'"
        let text = lines.joined(separator: "\n")
            .replacing("postgresql://seller@localhost/seller", with: address)
        return "cd '\(folder.path())'\n\(text)"
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The project's script with this database's name.
    private func databaseScript() throws -> String {
        let name = database.connectionString.components(separatedBy: "dbname=").last ?? ""
        var script = try Readme.file("scripts/lib/database.sql")
        for words in ["CREATE DATABASE seller ", "datname = 'seller'", "\\connect seller\n"] {
            try #require(script.contains(words))
            script.replace(words, with: words.replacing("seller", with: name))
        }
        return script
    }

    private func program(_ name: String, _ line: String) throws {
        let file = folder.appending(path: "bin/\(name)")
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: file.path()
        )
    }
}
