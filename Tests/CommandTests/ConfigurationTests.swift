import SellerModel
import Testing

@testable import seller_accounts

@Suite struct `Settings of the environment` {
    @Test func `an unknown name of ours is refused, another program's is not`() throws {
        let failure = #expect(throws: CommandFailure.self) {
            try Settings(["SELLER_ACCOUNTS_SESION_SECONDS": "60", "PATH": "/bin"])
        }
        #expect(failure?.status == .usage)
        #expect(failure?.message.contains("SELLER_ACCOUNTS_SESION_SECONDS") == true)
        #expect(try Settings(["PATH": "/bin"]).limits == Limits())
    }

    @Test func `every limit can be set, down to one`() throws {
        var environment: [String: String] = [:]
        for limit in LimitKey.all { environment[limit.key.variable] = "1" }
        let limits = try Settings(environment).limits
        var expected = Limits()
        for limit in LimitKey.all { limit.set(&expected, 1) }
        #expect(limits == expected)
        // A limit without a key would keep its default in the mirror.
        for child in Mirror(reflecting: limits).children {
            #expect("\(child.value)" == "1", "\(child.label ?? "")")
        }
    }

    @Test(arguments: ["0", "-1", "86401", "1h", "", " 5"])
    func `a limit out of range or not a number is refused`(value: String) throws {
        let settings = ["SELLER_ACCOUNTS_SESSION_SECONDS": value]
        if value.isEmpty {
            // Empty is how a shell says "not set".
            #expect(try Settings(settings).limits == Limits())
        } else {
            #expect(throws: CommandFailure.self) { try Settings(settings) }
        }
    }

    @Test func `SEED-10 · no setting lets anybody in without a code`() {
        for key in ConfigurationKey.all {
            for word in ["EXEMPT", "BYPASS", "OVERRIDE", "SKIP", "DISABLE_"] {
                #expect(!key.variable.contains(word))
            }
        }
    }
}

@Suite struct `The address of a server` {
    @Test func `is scheme, host and port`() throws {
        let address = try #require(ServerAddress("https://accounts.example:8443/"))
        #expect(address.text == "https://accounts.example:8443")
        #expect(address.host == "accounts.example")
        #expect(try #require(ServerAddress("http://[::1]:8080")).host == "::1")
    }

    @Test(arguments: [
        "", "accounts.example", "ftp://a.example", "https://", "https://a/b", "https://u@a",
        "https://a?b", "https://a b", "https://a\r\nX: y",
    ])
    func `is nothing else`(text: String) {
        #expect(ServerAddress(text) == nil)
    }

    @Test(arguments: ["http://accounts.example", "http://localhost.example", "http://10.0.0.1"])
    func `never carries a password in the open`(url: String) throws {
        #expect(throws: CommandFailure.self) { try APIClient(url) }
        #expect(try APIClient("http://127.0.0.1:8080").server.isLoopback)
    }
}
