import ArgumentParser
import Postgres
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
        let settings = try Settings(environment)
        // A limit without a key would keep its default in the mirror.
        for limits: Any in [settings.limits, settings.serverLimits] {
            let children = Mirror(reflecting: limits).children
            #expect(!children.isEmpty)
            for child in children {
                #expect("\(child.value)" == "1", "\(child.label ?? "")")
            }
        }
    }

    @Test func `the limits of a server reach its HTTP and its databases`() throws {
        let settings = try Settings([
            "DATABASE_URL": "host=/nowhere",
            "SELLER_ACCOUNTS_CONNECTIONS": "11", "SELLER_ACCOUNTS_CONNECTION_IDLE_SECONDS": "12",
            "SELLER_ACCOUNTS_DATABASE_CONNECTIONS": "13",
            "SELLER_ACCOUNTS_REPORT_CONNECTIONS": "14", "SELLER_ACCOUNTS_REPORT_SECONDS": "15",
        ])
        let web = Mirror(reflecting: try Serve.parse([]).webConfiguration(settings))
        #expect(web.descendant("connections") as? Int == 11)
        #expect(web.descendant("idleSeconds") as? Int64 == 12)
        let reports = try settings.reportDatabase()
        #expect(try settings.serviceDatabase().maximumConnections == 13)
        #expect(reports.maximumConnections == 14)
        #expect(reports.statementTimeoutMilliseconds == 15_000)
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
