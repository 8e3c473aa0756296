import Foundation

/// A folder as the walk finds it after `scripts/run`: the project's own scripts, and the built
/// program on the test's own database.
struct ReadmeFolder: Sendable {
    let url: URL

    /// Lays the folder out below the fixture's.
    init(_ fixture: SystemFixture) throws {
        url = fixture.folder.appending(path: "walk")
        let files = FileManager.default
        for folder in ["scripts/lib", ".build/debug", ".local"] {
            try files.createDirectory(
                at: url.appending(path: folder),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        for script in ["seller-accounts", "lib/common.sh", "lib/place.sh"] {
            let path = "scripts/\(script)"
            try files.copyItem(
                at: Readme.project.appending(path: path),
                to: url.appending(path: path)
            )
        }
        try write(".local/state", "build=debug\nport=\(fixture.client.port)\n")
        try write(".build/debug/seller-accounts", Self.program(fixture))
    }

    /// The database and its keys are the fixture's; all else is as the script sets it.
    private static func program(_ fixture: SystemFixture) -> String {
        let own = ["DATABASE_URL", "SELLER_ACCOUNTS_KEY_FILE"].map { name in
            "export \(name)='\(fixture.settings[name] ?? "")'"
        }
        let lines = ["#!/bin/sh"] + own + ["exec '\(SystemFixture.program.path())' \"$@\"", ""]
        return lines.joined(separator: "\n")
    }

    private func write(_ path: String, _ text: String) throws {
        let file = url.appending(path: path)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700],
            ofItemAtPath: file.path()
        )
    }

    /// What a line of the walk left in a file.
    func text(of path: String) throws -> String {
        try String(contentsOf: url.appending(path: path), encoding: .utf8)
    }
}
