import ArgumentParser
import Foundation
import SellerModel
import Testing

@testable import seller_accounts

@Suite struct `Settings of a configuration file` {
    /// The sentence that refuses a text; nil when it is taken.
    private func refusal(_ text: String) -> String? {
        do {
            _ = try ConfigurationFile(text, path: "a.yaml")
            return nil
        } catch {
            #expect(error.status == .usage)
            return error.message
        }
    }

    @Test func `YAML and JSON say the same`() throws {
        let yaml = """
            # The shop's own service.
            database_url: "host=/run/pg dbname=seller"
            key_file: /etc/seller-accounts/keys
            attempt_seconds: 30
            """
        let json = """
            {"database_url": "host=/run/pg dbname=seller",
             "key_file": "/etc/seller-accounts/keys", "attempt_seconds": 30}
            """
        for text in [yaml, json] {
            let settings = try Settings([:], file: try ConfigurationFile(text, path: "a"))
            #expect(try settings.required(.database) == "host=/run/pg dbname=seller")
            #expect(try settings.required(.keyFile) == "/etc/seller-accounts/keys")
            #expect(settings.limits.attemptSeconds == 30)
            #expect(settings.limits.sessionSeconds == Limits().sessionSeconds)
        }
    }

    @Test func `every setting but the file's own name and the tests' server has a place in it`()
        throws
    {
        let limits = Set(LimitKey.all.map(\.key.variable))
        var text = ""
        for (name, key) in ConfigurationKey.byNameInFile {
            text += limits.contains(key.variable) ? "\(name): 7\n" : "\(name): word\n"
        }
        let file = try ConfigurationFile(text, path: "a.yaml")
        let all = Set(ConfigurationKey.all.map(\.variable))
        let own: Set = ["SELLER_ACCOUNTS_CONFIG_FILE", "SELLER_ACCOUNTS_TEST_DATABASE"]
        #expect(Set(file.values.keys) == all.subtracting(own))
        for name in ["config_file", "test_database"] {
            #expect(refusal("\(name): x")?.contains("no setting `\(name)`") == true)
        }
    }

    @Test func `every name of the file stands in the help of serve`() {
        let help = Serve.helpMessage(columns: 200)
        for (name, key) in ConfigurationKey.byNameInFile {
            #expect(help.contains("  \(name), \(key.variable): "))
        }
    }

    @Test func `the environment beats it, and an empty variable does not`() throws {
        let file = try ConfigurationFile(
            "pause_seconds: 20\nsession_seconds: 30\norigin: https://a.example",
            path: "a.yaml"
        )
        let environment = [
            "SELLER_ACCOUNTS_PAUSE_SECONDS": "21", "SELLER_ACCOUNTS_SESSION_SECONDS": "",
            "SELLER_ACCOUNTS_ORIGIN": "https://b.example",
        ]
        let settings = try Settings(environment, file: file)
        #expect(settings.limits.pauseSeconds == 21)
        #expect(settings.limits.sessionSeconds == 30)
        #expect(try settings.origin() == "https://b.example")
    }

    @Test(arguments: ["", "# nothing yet\n", "---\n", "{}"])
    func `a file without a setting sets nothing`(text: String) throws {
        #expect(try ConfigurationFile(text, path: "a.yaml").values.isEmpty)
    }

    @Test(arguments: [
        ("origin: https://a.example\natempt_seconds: 3", 2, "no setting `atempt_seconds`"),
        ("Origin: https://a.example", 1, "no setting `Origin`"),
        ("SELLER_ACCOUNTS_ORIGIN: https://a.example", 1, "no setting `SELLER_ACCOUNTS_ORIGIN`"),
        ("pause_seconds: 3\n\npause_seconds: 4", 1, "`pause_seconds` stands twice"),
        ("{\"pause_seconds\": 3, \"pause_seconds\": 3}", 1, "`pause_seconds` stands twice"),
        ("pause_seconds: 3\n!!int pause_seconds: 4", 2, "`pause_seconds` stands twice"),
        ("pause_seconds:\n  of: 3", 1, "`pause_seconds` takes one value"),
        ("origin: [https://a.example]", 1, "`origin` takes one value"),
        ("? [a]\n: b", 1, "must be text"),
        ("origin:", 1, "`origin` has no value"), ("origin: ~", 1, "`origin` has no value"),
        ("origin: ''", 1, "`origin` has no value"),
        ("key_file: 12", 1, "`key_file` must be text"),
        ("key_file: yes", 1, "`key_file` must be text"),
        ("delivery: 2026-01-01", 1, "`delivery` must be text"),
        ("origin: \"a\\nb\"", 1, "`origin` must be one line"),
        ("\n\n\nsession_seconds: 0", 4, "`session_seconds` must be a whole number from 1 to 86400"),
        ("session_seconds: 86401", 1, "from 1 to 86400"), ("session_seconds: -5", 1, "from 1"),
        ("session_seconds: 1.0", 1, "from 1"), ("session_seconds: 1e3", 1, "from 1"),
        ("session_seconds: 1_000", 1, "from 1"), ("session_seconds: 010", 1, "from 1"),
        ("session_seconds: 0x10", 1, "from 1"), ("session_seconds: \"60\"", 1, "from 1"),
        ("session_seconds: true", 1, "from 1"),
        ("session_seconds: 99999999999999999999", 1, "from 1"),
        ("origin: x\n  pause_seconds: 3", 2, "neither YAML nor JSON"),
        ("{\"origin\": \"x\"", 2, "neither YAML nor JSON"),
        ("origin: *nowhere", 1, "neither YAML nor JSON"),
        ("origin: x\n---\norigin: y", 2, "neither YAML nor JSON"),
    ])
    func `anything else is refused in one sentence with the line`(
        text: String,
        line: Int,
        words: String
    ) throws {
        let message = try #require(refusal(text))
        #expect(message.hasPrefix("a.yaml, line \(line): "), "\(message)")
        #expect(message.contains(words), "\(message)")
        #expect(message.hasSuffix("."))
        #expect(!message.contains("\n"))
    }

    @Test(arguments: ["just text", "- origin\n- x", "3"])
    func `a file that is no list of settings is refused`(text: String) {
        #expect(refusal(text)?.hasPrefix("a.yaml must hold settings") == true)
    }

    @Test func `a refusal shows nothing of the file's secrets and nothing that steers a terminal`()
    {
        let secret = refusal("database_url: \"host=a password=hunter2\n")
        #expect(secret?.contains("hunter2") == false)
        #expect(refusal("\"\\e[31m\": x")?.contains("\u{1B}") == false)
        #expect(
            refusal("\u{1}") == "a.yaml is neither YAML nor JSON (control characters are not "
                + "allowed); save it as plain text."
        )
    }

    @Test func `a file that others can write is refused`() throws {
        let path = NSTemporaryDirectory() + "settings-\(UInt64.random(in: 0...UInt64.max)).yaml"
        defer { Files.remove(path) }
        try Files.create(path, Array("attempt_seconds: 30\n".utf8), mode: 0o644)
        _ = try ConfigurationFile(path: path)
        for mode in [0o664, 0o646, 0o666] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let failure = #expect(throws: CommandFailure.self) {
                _ = try ConfigurationFile(path: path)
            }
            #expect(failure?.message.contains("chmod go-w") == true)
        }
    }

    @Test func `security 17 · a trusted proxy is an address`() throws {
        let taken = try Settings(["SELLER_ACCOUNTS_TRUSTED_PROXIES": "10.0.0.1, 2001:db8::1"])
        #expect(try taken.trustedProxies() == ["10.0.0.1", "2001:db8::1"])
        #expect(try Settings([:]).trustedProxies() == [])
        for text in ["proxy.example", "10.0.0.1/8", "10.0.0.1,,10.0.0.2", "all"] {
            let settings = try Settings(["SELLER_ACCOUNTS_TRUSTED_PROXIES": text])
            #expect(throws: CommandFailure.self, "\(text)") { try settings.trustedProxies() }
        }
    }
}
