import ArgumentParser
import Postgres
import SellerModel
import SellerWeb
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
                let value = (child.value as? Int?).flatMap(\.self) ?? child.value
                #expect("\(value)" == "1", "\(child.label ?? "")")
            }
        }
    }

    @Test func `the limits of a server reach its HTTP and its databases`() throws {
        let settings = try Settings([
            "DATABASE_URL": "host=/nowhere",
            "SELLER_ACCOUNTS_CONNECTIONS": "11",
            "SELLER_ACCOUNTS_CONNECTIONS_PER_SOURCE": "10",
            "SELLER_ACCOUNTS_CONNECTION_IDLE_SECONDS": "12",
            "SELLER_ACCOUNTS_DATABASE_CONNECTIONS": "13",
            "SELLER_ACCOUNTS_REPORT_CONNECTIONS": "14", "SELLER_ACCOUNTS_REPORT_SECONDS": "15",
            "SELLER_ACCOUNTS_HEAD_SECONDS": "16", "SELLER_ACCOUNTS_BODY_SECONDS": "17",
            "SELLER_ACCOUNTS_TAKING_SECONDS": "18", "SELLER_ACCOUNTS_REQUESTS_IN_WORK": "19",
        ])
        let plan = try ConnectionPlan(settings.serverLimits, descriptors: 1_000)
        #expect(plan.connections == 11)
        #expect(plan.perSource == 10)
        let web = try Serve.parse([]).webConfiguration(settings)
        #expect(web.idleSeconds == 12)
        #expect(web.headSeconds == 16)
        #expect(web.bodySeconds == 17)
        #expect(web.takingSeconds == 18)
        #expect(web.requestsInWork == 19)
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

@Suite struct `Connections and what the machine gives` {
    private func limits(_ settings: [String: String] = [:]) throws -> ServerLimits {
        try Settings(settings).serverLimits
    }

    @Test func `are the default where there is room, and fewer with a word about it elsewhere`()
        throws
    {
        let standard = ServerLimits.web
        for descriptors in [20_000, nil] {
            let plan = try ConnectionPlan(try limits(), descriptors: descriptors)
            #expect(plan.connections == standard.connections)
            #expect(plan.perSource == standard.connectionsPerSource)
            #expect(plan.warning == nil)
        }
        let few = try ConnectionPlan(try limits(), descriptors: 1_024)
        #expect((700..<1_024).contains(few.connections))
        #expect(few.perSource == few.connections / 4)
        #expect(few.warning?.contains("1024") == true)
    }

    @Test func `are refused where somebody wants more than there is`() throws {
        let asked = try limits(["SELLER_ACCOUNTS_CONNECTIONS": "1000"])
        let failure = #expect(throws: CommandFailure.self) {
            try ConnectionPlan(asked, descriptors: 1_024)
        }
        #expect(failure?.status == .usage)
        #expect(failure?.message.contains("SELLER_ACCOUNTS_CONNECTIONS") == true)
        #expect(try ConnectionPlan(asked, descriptors: 20_000).connections == 1_000)
        #expect(throws: CommandFailure.self) {
            try ConnectionPlan(try limits(), descriptors: 20)
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
