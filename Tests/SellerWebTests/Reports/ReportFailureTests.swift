import HTTPTypes
import HummingbirdTesting
import Postgres
import SellerModel
import SellerReports
import Testing

@testable import SellerWeb

@Suite struct `A report that fails` {
    /// More than the server reads ahead of a client that does not take it: some two megabytes.
    private static let people = 6_000

    private func account(_ fixture: WebFixture) async throws -> (path: String, session: String) {
        let (account, token) = try await fixture.newAccount()
        let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
        return ("/v1/accounts/\(account.text)/reports/missing-enrollment", ada.session)
    }

    /// Adds people to the fixture's one account who are not enrolled.
    private func addPeople(_ fixture: WebFixture) async throws {
        try await fixture.database.run(
            Statement<Void>(
                """
                WITH new AS (
                    INSERT INTO login (login_id, email, legal_name, password_hash)
                    SELECT gen_random_uuid(), 'p' || n || '@lamps.example', repeat('n', 150), 'x'
                    FROM generate_series(1, \(Int64(Self.people))) AS n
                    RETURNING login_id
                )
                INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
                SELECT a.account_id, gen_random_uuid(), new.login_id, 'secondary', 'pending'
                FROM new, seller_account AS a
                """
            )
        )
    }

    /// Ends the connection that a report of this test's schema is read by.
    private func cutDatabase(_ fixture: WebFixture) async throws {
        let cut = try await fixture.database.one(
            Statement<Int64>(
                """
                SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))
                FROM pg_locks
                WHERE relation = 'seller_user'::regclass
                  AND pid <> pg_backend_pid()
                """
            )
        )
        #expect(cut >= 1)
    }

    @Test func `is refused with 503 while its database is away, before any of it is sent`()
        async throws
    {
        var options = WebFixture.Options()
        options.reportRole = "seller_report_is_gone"
        try await WebFixture.online(options: options) { fixture in
            let (path, session) = try await account(fixture)
            for format in ["csv", "json", "ndjson"] {
                let answer = try await fixture.ask(.get, "\(path)?format=\(format)", token: session)
                #expect(answer.status == 503, "\(answer.text)")
                #expect(answer.code == "unavailable")
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer.headers[.retryAfter] == "1")
            }
        }
    }

    @Test func `is refused with 500 and logged when its statement fails`() async throws {
        let lines = LogLines()
        var options = WebFixture.Options()
        options.logger = lines.logger
        try await WebFixture.online(options: options) { fixture in
            let (path, session) = try await account(fixture)
            try await fixture.database.run(
                Statement<Void>("ALTER VIEW missing_enrollment_report RENAME TO report_gone")
            )
            for format in ["csv", "json"] {
                let answer = try await fixture.ask(.get, "\(path)?format=\(format)", token: session)
                #expect(answer.status == 500, "\(answer.text)")
                #expect(answer.code == "internal")
                #expect(answer.headers[.trailer] == nil)
            }
            #expect(!lines.named("the database refused a statement").isEmpty)
        }
    }

    @Test func `REP-05 · breaks off in the middle, so that nobody takes a part for all`()
        async throws
    {
        let lines = LogLines()
        var options = WebFixture.Options()
        options.logger = lines.logger
        try await WebFixture.online(.live, options: options) { fixture in
            let (path, session) = try await account(fixture)
            try await addPeople(fixture)
            let connection = try RawConnection(port: try #require(fixture.client.port))
            try connection.send(
                "GET \(path)?format=csv HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer \(session)\r\n\r\n"
            )
            let head = try await connection.receive(through: "\r\n\r\n")
            #expect(head.hasPrefix("HTTP/1.1 200 "), "\(head)")
            try await cutDatabase(fixture)
            let rest = try await connection.receive()
            // RFC 9112 §7.1: a chunk of length zero ends a body, and the trailer follows it.
            let isEnded = rest.contains("\r\n0\r\n") || rest.contains("Report-SHA256")
            let isBegun = rest.contains(",pending,")
            #expect(isBegun && !isEnded)
            #expect(lines.named("report broken off").count == 1)
        }
    }

    @Test func `gives its connection back when nobody takes its rows, as after HEAD`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (path, session) = try await account(fixture)
            try await addPeople(fixture)
            // The pool has four connections; a fifth report would wait for one in vain.
            for _ in 0..<6 {
                let head = try await fixture.ask(.head, path, token: session)
                #expect(head.status == 200)
            }
            let whole = try await fixture.ask(.get, path, token: session)
            #expect(whole.status == 200)
            #expect(whole.headers[.contentType] == "application/json")
            #expect(whole.trailers?[.reportRows] == String(Self.people))
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `is no longer read when nobody holds it`() async throws {
        let (ended, signal) = AsyncStream.makeStream(of: Void.self)
        var run: ReportRun? = ReportRun { (write) throws(ReportFailure) in
            defer { signal.finish() }
            do {
                while true { try await write([0]) }
            } catch {
                throw .taker(error)
            }
        }
        try await run?.begin()
        run = nil
        for await _ in ended {}
    }
}
