import ArgumentParser
import Foundation
import SellerModel
import Testing

@testable import seller_accounts

@Suite struct `The program` {
    @Test(arguments: [
        ["serve"], ["database", "status"], ["database", "migrate"], ["messages", "list"],
        ["keys", "status"], ["demo", "load"],
    ])
    func `does not start with a configuration file that is wrong`(command: [String]) async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "a.yaml").path()
            try Data("pause_secnds: 3\n".utf8).write(to: URL(filePath: file))
            let sentence =
                "\(file), line 1: there is no setting `pause_secnds`; "
                + "`seller-accounts serve --help` lists the settings.\n"
            for run in [
                try Program.run(command + ["--config", file]),
                try Program.run(command, ["SELLER_ACCOUNTS_CONFIG_FILE": file]),
            ] {
                #expect(run.status == 2)
                #expect(run.complaints == sentence)
                #expect(run.output == "")
            }
        }
    }

    @Test func `does not start without the configuration file that was named`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "none.yaml").path()
            let run = try Program.run(["serve", "--config", file])
            #expect(run.status == 2)
            #expect(
                run.complaints
                    == "\(file) cannot be read: No such file or directory; name the configuration "
                    + "file with --config FILE or SELLER_ACCOUNTS_CONFIG_FILE.\n"
            )
        }
    }

    @Test func `takes the argument's file, not the environment's`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "a.json").path()
            try Data(#"{"key_file": "/nowhere/of-the-file"}"#.utf8).write(to: URL(filePath: file))
            let named = ["SELLER_ACCOUNTS_CONFIG_FILE": "/nowhere/of-the-environment"]
            let run = try Program.run(["keys", "status", "--config", file], named)
            #expect(run.status == 1)
            #expect(run.complaints.contains(" /nowhere/of-the-file:"))
            let other = try Program.run(
                ["keys", "status", "--config", file],
                ["SELLER_ACCOUNTS_KEY_FILE": "/nowhere/of-a-variable"]
            )
            #expect(other.complaints.contains(" /nowhere/of-a-variable:"))
        }
    }

    @Test func `makes and checks a key ring with the settings of a file`() async throws {
        try await withFolder { folder in
            let keys = folder.appending(path: "keys").path()
            let file = folder.appending(path: "a.yaml").path()
            try Data("key_file: \(keys)\n".utf8).write(to: URL(filePath: file))
            #expect(try Program.run(["keys", "new", "--output", keys]).status == 0)
            #expect(try Program.run(["keys", "new", "--output", keys]).status == 4)
            let run = try Program.run(["keys", "status", "--config", file, "--json"])
            #expect(run.status == 0)
            #expect(try JSONParser.parse(Array(run.output.utf8)).text("state") == "usable")
        }
    }

    @Test(arguments: [
        (["no-such-verb"], "sign-in --email"), (["serve", "--port", "x"], "serve --config"),
        (["messages", "list", "--to", "nobody"], "messages list --to"),
        (["messages", "show", "inv_1"], "messages show msg_"),
        (["keys", "new"], "keys new --output"),
    ])
    func `answers bad arguments with 2 and an example`(
        arguments: [String],
        words: String
    ) async throws {
        let run = try Program.run(arguments)
        #expect(run.status == 2)
        #expect(run.complaints.contains("Example:\n  seller-accounts \(words)"))
        #expect(run.output == "")
    }

    @Test func `answers 3 when nobody is signed in`() throws {
        let nobody = try Program.run(
            ["whoami"],
            ["SELLER_ACCOUNTS_SESSION_FILE": "/nowhere/session"]
        )
        #expect(nobody.status == 3)
    }
}

@Suite struct `Every command` {
    /// A command with the words that call it.
    struct Found: Sendable, CustomTestStringConvertible {
        let type: any ParsableCommand.Type
        let words: [String]
        var isGroup: Bool { !type.configuration.subcommands.isEmpty }
        var testDescription: String { words.joined(separator: " ") }

        /// The command and all that it holds.
        static func all(_ type: any ParsableCommand.Type, _ words: [String] = []) -> [Found] {
            [Found(type: type, words: words)]
                + type.configuration.subcommands.flatMap {
                    all($0, words + [$0.configuration.commandName ?? ""])
                }
        }
    }

    @Test(arguments: Found.all(SellerAccounts.self).filter { !$0.isGroup })
    func `has an example in its help, and answers in JSON`(command: Found) async throws {
        let help = SellerAccounts.helpMessage(for: command.type, columns: 100)
        let call = command.words.joined(separator: " ")
        #expect(help.contains("Example:\n  seller-accounts \(call)"), "\(help)")
        #expect(help.contains("--json"))
    }

    @Test func `is found by the walk over them`() {
        let calls = Found.all(SellerAccounts.self).filter { !$0.isGroup }
            .map { $0.words.joined(separator: " ") }
        let contract: Set = [
            "accept", "sign-in", "sign-out", "whoami", "invite", "invitations list",
            "invitations resend", "invitations revoke", "users list", "permissions show",
            "permissions set", "shared-logins flag", "shared-logins list", "report", "serve",
            "database migrate", "database status", "account create", "account invite-primary",
            "service add", "keys new", "keys status", "messages list", "messages show",
            "demo load",
        ]
        #expect(Set(calls) == contract)
    }

    @Test func `help is an answer, on standard output with 0`() async throws {
        for command in [["--help"], ["serve", "--help"], ["messages", "show", "--help"]] {
            let run = try Program.run(command)
            #expect(run.status == 0)
            #expect(run.output.contains("Example:"))
            #expect(run.complaints == "")
        }
    }
}
