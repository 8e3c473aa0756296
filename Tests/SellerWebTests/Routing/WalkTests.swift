import HTTPTypes
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `Every route` {
    private static let guarded = OperationCatalogue.all.filter {
        $0.credentials.isDisjoint(with: [.none, .link])
    }

    private func method(_ row: Operation) throws -> HTTPRequest.Method {
        try #require(HTTPRequest.Method(row.verb.rawValue))
    }

    /// The path with ids that name nothing.
    private func path(_ row: Operation) -> String {
        row.path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.first == "{" ? "nothing" : String(segment)
        }.joined(separator: "/")
    }

    @Test func `SEED-01 · without a credential, or with one of another kind, answers 401`()
        async throws
    {
        try await WebFixture.offline { fixture in
            for row in Self.guarded {
                for token in [nil, "nonsense", "ivt_abc", "sup_abc", "svc_abc", ""] {
                    let answer = try await fixture.ask(try method(row), path(row), token: token)
                    #expect(answer.status == 401, "\(row.name.rawValue) with \(token ?? "none")")
                    #expect(answer.code == "unauthenticated")
                    #expect(answer.headers[.wwwAuthenticate] == "Bearer")
                }
            }
        }
    }

    @Test func `a session opens no operation of an attempt`() async throws {
        try await WebFixture.offline { fixture in
            let rows = Self.guarded.filter {
                $0.credentials.isDisjoint(with: [.session, .service])
            }
            #expect(rows.count == 6)
            for row in rows {
                let answer = try await fixture.ask(try method(row), path(row), token: "sst_abc")
                #expect(answer.status == 401, "\(row.name.rawValue)")
            }
        }
    }

    @Test func `refuses other methods with 405 and says which it takes`() async throws {
        try await WebFixture.offline { fixture in
            for row in OperationCatalogue.all {
                let answer = try await fixture.ask(.trace, path(row))
                #expect(answer.status == 405, "\(row.name.rawValue)")
                let allowed = try #require(answer.headers[.allow])
                #expect(allowed.contains(row.verb.rawValue))
            }
        }
    }

    @Test func `refuses an Accept without its types with 406, and unknown parameters with 400`()
        async throws
    {
        try await WebFixture.offline { fixture in
            for row in OperationCatalogue.all {
                let image = try await fixture.ask(
                    try method(row),
                    path(row),
                    headers: [.accept: "image/png"]
                )
                #expect(image.code == "not_acceptable", "\(row.name.rawValue)")
                let query = try await fixture.ask(try method(row), path(row) + "?unknown=1")
                #expect(query.code == "malformed", "\(row.name.rawValue)")
            }
        }
    }

    @Test func `SEED-01 · half signed in reaches no operation of a session`() async throws {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let attempt = try await fixture.acceptedAttempt(token)
            for row in Self.guarded where row.credentials == [.session] {
                let answer = try await fixture.ask(try method(row), path(row), token: attempt)
                #expect(answer.status == 403, "\(row.name.rawValue)")
                #expect(answer.code == "enrollment_required")
                #expect(answer.string("next") == "sign_in.add_method")
            }
            let code = try await fixture.ask(.post, "/v1/sign-in/code", token: attempt)
            #expect(code.code == "enrollment_required")
        }
    }

    @Test func `SEED-02 · an attempt that waits for a code enrolls nothing`() async throws {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let attempt = try await fixture.startedAttempt(ada.email)
            for path in ["/v1/sign-in/methods", "/v1/sign-in/methods/\(ada.method)/confirm"] {
                let answer = try await fixture.ask(
                    .post,
                    path,
                    token: attempt,
                    ["kind": "authenticator_app"]
                )
                #expect(answer.status == 403)
                #expect(answer.code == "code_required")
                #expect(answer.string("next") == "sign_in.code")
            }
        }
    }
}
