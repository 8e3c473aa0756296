import Foundation
import Postgres
import PostgresTesting
import SellerModel
import Testing

/// A server whose database and network the tests take away: one for all of them, which has to
/// survive them all.
struct FaultPlace: Sendable {
    let cluster: Cluster
    /// Stands between the server and its database.
    let proxy: Proxy
    let fixture: SystemFixture
    /// An account with its primary.
    let scene: KillScene

    @TaskLocal fileprivate static var current: FaultPlace?

    var server: ServerProcess { fixture.servers[0] }

    /// How many connections the server may have to its database.
    static let connections = 10

    /// Gives a test the place, with everything in order.
    static func take() async throws -> FaultPlace {
        let place = try #require(current)
        try await place.putInOrder()
        return place
    }

    /// Takes back what a test that failed has left.
    private func putInOrder() async throws {
        proxy.set(.none)
        try await cluster.startIfDown()
    }

    fileprivate static func make(_ body: (FaultPlace) async throws -> Void) async throws {
        // Guesses and mail are counted here, not refused.
        let limits = [
            "SELLER_ACCOUNTS_DATABASE_CONNECTIONS": String(connections),
            "SELLER_ACCOUNTS_MAILS_PER_ACCOUNT_PER_HOUR": "1000000",
            "SELLER_ACCOUNTS_USERS_PER_ACCOUNT": "1000000",
            "SELLER_ACCOUNTS_FAILURES_BEFORE_PAUSE": "100",
            "SELLER_ACCOUNTS_PASSWORD_TRIES_PER_LOGIN_PER_HOUR": "100000",
            "SELLER_ACCOUNTS_PASSWORD_TRIES_PER_LOGIN_AND_SOURCE_PER_HOUR": "100000",
        ]
        try await Cluster.with { cluster in
            try await Proxy.with(cluster.configuration) { proxy in
                let way = " host=127.0.0.1 port=\(proxy.port) sslmode=disable gssencmode=disable"
                try await SystemFixture.run(
                    limits: limits,
                    on: cluster.configuration,
                    through: way
                ) { fixture in
                    let place = FaultPlace(
                        cluster: cluster,
                        proxy: proxy,
                        fixture: fixture,
                        scene: try await KillScene(fixture)
                    )
                    try await body(place)
                    try await place.putInOrder()
                }
            }
        }
    }
}

/// Makes the place once for the whole suite.
struct FaultPlaceTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await FaultPlace.make { place in
            try await FaultPlace.$current.withValue(place) { try await function() }
        }
    }
}

/// One fault after the other, beside the other tests: most of the time here is waiting.
@Suite(.serialized, .timeLimit(.minutes(5)), FaultPlaceTrait()) enum Faults {}

extension FaultPlace {
    /// Comes back once the server says that it is ready and takes a change.
    func untilItServes() async throws {
        let start = ContinuousClock.now
        while true {
            let ready = try await server.privateClient.ask("GET", "/readyz")
            let change = try await change()
            if ready.status == 200, change.status == 201 { return }
            try #require(start.duration(to: .now) < .seconds(60), "\(ready.text) \(change.text)")
            await Load.pass()
        }
    }

    /// Makes a change of its own.
    func change() async throws -> Answer {
        let email = "one-\(UInt64.random(in: 0...UInt64(Int64.max)))@example.com"
        return try await scene.post(
            "invitations",
            key: email,
            ["name": "B", "email": .string(email)]
        )
    }

    /// Lets the whole cluster only read, open sessions too, while `body` runs.
    func readingOnly(_ body: () async throws -> Void) async throws {
        try await setReadingOnly(true)
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        try await setReadingOnly(false)
        try result.get()
    }

    private func setReadingOnly(_ isOn: Bool) async throws {
        var reachable = cluster.configuration
        reachable.connectionString += " target_session_attrs=any"
        for script in [
            "ALTER SYSTEM SET default_transaction_read_only = \(isOn ? "on" : "off")",
            "SELECT pg_reload_conf()",
        ] {
            let connection = try await PostgresConnection.connect(reachable)
            try await connection.execute(script: PostgresScript(trusted: Array(script.utf8)))
            await connection.close()
        }
    }
}
