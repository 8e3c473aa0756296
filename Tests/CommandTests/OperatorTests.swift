import Foundation
import Postgres
import PostgresTesting
import SellerModel
import Testing

@testable import seller_accounts

@Suite struct `A server from one configuration file` {
    @Test func `says in one line where it listens, serves there and ends when it is told to`()
        async throws
    {
        try await OperatorFixture.run { operators in
            let server = try Program(
                starting: ["serve", "--port", "0", "--private-port", "0", "--json"]
                    + operators.options
            )
            let line = try JSONParser.parse(Array(server.firstLine().utf8))
            let address = try #require(line.text("address"))
            #expect(address.hasPrefix("http://127.0.0.1:"))
            let session = operators.folder.appending(path: "session")
            try Data(#"{"url":"\#(address)","email":"a@b.example","session":"sst_x"}"#.utf8)
                .write(to: session)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600],
                ofItemAtPath: session.path()
            )
            let stranger = try Program.run(
                ["whoami"],
                ["SELLER_ACCOUNTS_SESSION_FILE": session.path()]
            )
            #expect(stranger.status == 3)
            #expect(stranger.complaints.contains("Sign in: "))
            server.terminate()
            let outcome = server.outcome()
            #expect(outcome.status == 0)
            #expect(outcome.complaints.contains("expiry worker runs"))
            #expect(outcome.output == "")
        }
    }

    @Test func `leaves the workers to another process when it is told to`() async throws {
        try await OperatorFixture.run { operators in
            let server = try Program(
                starting: [
                    "serve", "--port", "0", "--private-port", "0", "--json", "--without-workers",
                ]
                    + operators.options
            )
            #expect(server.firstLine().contains("address"))
            server.terminate()
            let outcome = server.outcome()
            #expect(outcome.status == 0)
            #expect(!outcome.complaints.contains("expiry worker runs"))
        }
    }

    @Test func `the demo's mails are listed for one address, and shown one by one`() async throws {
        try await OperatorFixture.run { operators in
            let people = try operators.json(["demo", "load"]).elements("items")
            #expect(people.compactMap { $0.text("state") }.count == 4)
            let all = try operators.json(["messages", "list"]).elements("items")
            let hers = try operators.json(
                ["messages", "list", "--to", "Ina@Demo.example", "--limit", "1"]
            ).elements("items")
            #expect(all.count > 4)
            #expect(hers == all.filter { $0.text("to") == "ina@demo.example" })
            let id = try #require(hers.first?.text("id"))
            #expect(try operators.json(["messages", "show", id]) == hers[0])
            let text = try Program.run(["messages", "show", id] + operators.options)
            #expect(text.output.contains("Message: \(id)\nTo: ina@demo.example\n"))
            #expect(text.output.contains("/accept?token=ivt_"))
            let unknown = try Program.run(
                ["messages", "show", ID<Message>(UUID()).text] + operators.options
            )
            #expect(unknown.status == 3)
            let again = try Program.run(["demo", "load"] + operators.options)
            #expect(again.status == 4)
        }
    }
}

/// An operator with a database, a key ring and a configuration file that names both.
struct OperatorFixture {
    let folder: URL
    /// What every command of the operator is given.
    let options: [String]

    /// The answer of a command, which must be done.
    func json(_ command: [String]) throws -> JSONValue {
        let outcome = try Program.run(command + options + ["--json"])
        try #require(outcome.status == 0, "\(command): \(outcome.complaints)")
        return try JSONParser.parse(Array(outcome.output.utf8))
    }

    /// Runs `body` for an operator whose database holds the schema.
    static func run(_ body: (OperatorFixture) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(prefix: "seller_command", owner: "seller_owner") {
            database in
            try await withFolder { folder in
                let file = folder.appending(path: "accounts.yaml").path()
                let keys = folder.appending(path: "keys").path()
                try Data(
                    """
                    database_url: "\(database.connectionString) user=seller"
                    key_file: \(keys)
                    delivery: development
                    """.utf8
                ).write(to: URL(filePath: file))
                let operators = OperatorFixture(folder: folder, options: ["--config", file])
                try #require(try Program.run(["keys", "new", "--output", keys]).status == 0)
                _ = try operators.json(["database", "migrate"])
                try await body(operators)
            }
        }
    }
}
