import Foundation
import Postgres
import PostgresTesting
import SellerModel
import Testing

@testable import seller_accounts

/// What stands in the way of a start, and the one sentence that says how to go on.
@Suite struct `A start that cannot be` {
    /// Runs a command that has to fail, and gives its only line.
    private func complaint(
        of command: [String],
        _ settings: [String: String],
        status: Int32
    ) throws -> String {
        let run = try Program.run(command, settings)
        #expect(run.status == status, "\(run.complaints)")
        #expect(run.output == "")
        let lines = run.complaints.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 2 && lines.last == "", "\(run.complaints)")
        return String(lines[0])
    }

    private func withKeys(_ body: ([String: String]) async throws -> Void) async throws {
        try await withFolder { folder in
            let keys = folder.appending(path: "keys").path()
            try #require(try Program.run(["keys", "new", "--output", keys]).status == 0)
            try await body([
                "SELLER_ACCOUNTS_KEY_FILE": keys, "SELLER_ACCOUNTS_DELIVERY": "development",
            ])
        }
    }

    @Test(arguments: [["serve"], ["messages", "list"], ["keys", "status"]])
    func `without a key file says how to make one`(command: [String]) throws {
        let settings = [
            "DATABASE_URL": "host=/nowhere user=seller",
            "SELLER_ACCOUNTS_KEY_FILE": "/nowhere/keys",
            "SELLER_ACCOUNTS_DELIVERY": "development",
        ]
        let sentence = try complaint(of: command, settings, status: 1)
        #expect(
            sentence
                == "There is no key file /nowhere/keys: name yours in SELLER_ACCOUNTS_KEY_FILE, or "
                + "make one with `seller-accounts keys new --output /nowhere/keys`."
        )
    }

    @Test(arguments: [
        ["serve"], ["database", "status"], ["database", "migrate"], ["messages", "list"],
    ])
    func `without a database says what to check`(command: [String]) async throws {
        try await withKeys { settings in
            var settings = settings
            settings["DATABASE_URL"] = "host=/nowhere user=seller"
            let sentence = try complaint(of: command, settings, status: 5)
            #expect(
                sentence
                    == "The database cannot be reached (connection to server on socket "
                    + "\"/nowhere/.s.PGSQL.5432\" failed: No such file or directory): check "
                    + "DATABASE_URL and that PostgreSQL runs."
            )
        }
    }

    @Test(arguments: [["serve"], ["database", "migrate"]])
    func `without the roles says where they are`(command: [String]) async throws {
        let server = try TestSchema.configuration().connectionString
        try await withKeys { settings in
            var settings = settings
            // Somebody who may become none of the others, as where they were never made.
            settings["DATABASE_URL"] = "\(server) user=seller_worker"
            let sentence = try complaint(of: command, settings, status: 5)
            #expect(sentence.hasPrefix("The database refuses this program ("), "\(sentence)")
            #expect(sentence.contains("set role \"seller_"), "\(sentence)")
            #expect(sentence.hasSuffix(advice), "\(sentence)")
        }
    }

    @Test func `in a database that was not prepared says how to do it`() async throws {
        try await TestDatabase.withDatabase(prefix: "seller_start", owner: nil) { database in
            let settings = ["DATABASE_URL": "\(database.connectionString) user=seller"]
            let sentence = try complaint(of: ["database", "migrate"], settings, status: 1)
            #expect(
                sentence
                    == "The database refused (permission denied for schema public)\(advice)"
            )
        }
    }

    @Test func `before the schema is there says how to make it`() async throws {
        try await TestDatabase.withDatabase(prefix: "seller_start", owner: "seller_owner") {
            database in
            try await withKeys { settings in
                var settings = settings
                settings["DATABASE_URL"] = "\(database.connectionString) user=seller"
                let sentence = try complaint(of: ["serve"], settings, status: 4)
                #expect(
                    sentence
                        == "The database is empty. Run: seller-accounts database migrate"
                )
            }
        }
    }

    private let advice =
        ": check DATABASE_URL, and have PostgreSQL's superuser run scripts/lib/roles.sql and "
        + "scripts/lib/database.sql."
}
