import HTTPTypes
import HummingbirdTesting
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

@Suite struct `A team over HTTP` {
    @Test func `INV-01 · an invitation needs a key, and the same key gives the same invitation`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let path = "/v1/accounts/\(account.text)/invitations"
            let bare = try await fixture.ask(.post, path, token: ada.session, WebFixture.bob)
            #expect(bare.status == 400)
            let key: HTTPFields = [.idempotencyKey: "invite-1"]
            let first = try await fixture.ask(
                .post,
                path,
                token: ada.session,
                headers: key,
                WebFixture.bob
            )
            #expect(first.status == 201, "\(first.text)")
            let quoted: HTTPFields = [.idempotencyKey: "\"invite-1\""]
            let again = try await fixture.ask(
                .post,
                path,
                token: ada.session,
                headers: quoted,
                WebFixture.bob
            )
            #expect(again.status == 201, "\(again.text)")
            #expect(again.headers[.idempotencyReplayed] == "true")
            #expect(again.json["id"] == first.json["id"])
            let other = try await fixture.ask(
                .post,
                path,
                token: ada.session,
                headers: key,
                ["name": "Eve", "email": "eve@lamps.example"]
            )
            #expect(other.code == "idempotency_mismatch", "\(other.text)")
            let list = try await fixture.ask(.get, path, token: ada.session)
            let bobs = list.array("items").filter { $0["email"] == "bob@lamps.example" }
            #expect(bobs.count == 1, "\(list.text)")
        }
    }

    @Test func `PERM-01 · permissions are replaced by version, with a step-up when power grows`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let user = try await fixture.invitedBob(by: ada, to: account)
            let path = "/v1/accounts/\(account.text)/users/\(user)/permissions"
            let read = try await fixture.ask(.get, path, token: ada.session)
            let tag = try #require(read.headers[.eTag], "\(read.text)")
            let grants: JSONValue = [
                "grants": .array([["tool": "user-permissions", "level": "admin"]])
            ]
            let missing = try await fixture.ask(.put, path, token: ada.session, grants)
            #expect(missing.status == 428)
            let ifMatch: HTTPFields = [.ifMatch: tag]
            let refused = try await fixture.ask(
                .put,
                path,
                token: ada.session,
                headers: ifMatch,
                grants
            )
            #expect(refused.code == "step_up_required", "\(refused.text)")
            #expect(refused.headers[.wwwAuthenticate]?.contains("max_age=\"300\"") == true)
            let stepUp = try await fixture.stepUp(ada, for: .permissionsReplace, on: user)
            let both: HTTPFields = [.ifMatch: tag, .stepUp: stepUp]
            let done = try await fixture.ask(
                .put,
                path,
                token: ada.session,
                headers: both,
                grants
            )
            #expect(done.status == 200, "\(done.text)")
            #expect(done.headers[.eTag] != tag)
            let stale = try await fixture.ask(
                .put,
                path,
                token: ada.session,
                headers: ifMatch,
                grants
            )
            #expect(stale.code == "stale", "\(stale.text)")
        }
    }

    @Test func `SEED-07 · who is not enrolled is listed and reported, with rows and hash`()
        async throws
    {
        try await WebFixture.online(.live) { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let base = "/v1/accounts/\(account.text)"
            try await fixture.acceptedBob(by: ada, to: account)
            let list = try await fixture.ask(
                .get,
                "\(base)/users?two_step=missing",
                token: ada.session
            )
            #expect(list.array("items").map { $0["email"] } == ["bob@lamps.example"])
            for format in ["csv", "json", "ndjson"] {
                let report = try await fixture.ask(
                    .get,
                    "\(base)/reports/missing-enrollment?format=\(format)",
                    token: ada.session
                )
                #expect(report.status == 200, "\(report.text)")
                #expect(report.text.contains("bob@lamps.example"))
                #expect(report.trailers?[.reportRows] == "1")
                #expect(report.trailers?[.reportSHA256]?.utf8.count == 64)
            }
            let other = try await fixture.ask(
                .get,
                "\(base)/reports/other",
                token: ada.session
            )
            #expect(other.status == 404)
        }
    }

    @Test func `REP-02 · what is known of every login is reported, to whoever may view reports`()
        async throws
    {
        try await WebFixture.online(.live) { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let path = "/v1/accounts/\(account.text)/reports/credentials"
            try await fixture.acceptedBob(by: ada, to: account)
            for (format, type) in [
                ("csv", "text/csv"), ("json", "application/json"),
                ("ndjson", "application/x-ndjson"),
            ] {
                let report = try await fixture.ask(
                    .get,
                    "\(path)?format=\(format)",
                    token: ada.session
                )
                #expect(report.status == 200, "\(report.text)")
                #expect(report.headers[.contentType] == type)
                #expect(
                    report.headers[.contentDisposition]
                        == "attachment; filename=\"credentials.\(format)\""
                )
                #expect(report.text.contains("ada@lamps.example"))
                #expect(report.text.contains("bob@lamps.example"))
                #expect(report.trailers?[.reportRows] == "2")
            }
            let nobody = try await fixture.ask(.get, path)
            #expect(nobody.status == 401)
        }
    }

    @Test func `a stranger's account is as absent as one that is not there`() async throws {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let other = try await fixture.service.createAccount(
                name: "Other",
                primaryEmail: "x@other.example",
                primaryName: nil
            )
            for id in [other.account.text, "acc_00000000000000000000000000", "nothing"] {
                for tail in ["", "/users", "/invitations", "/reports/missing-enrollment"] {
                    let answer = try await fixture.ask(
                        .get,
                        "/v1/accounts/\(id)\(tail)",
                        token: ada.session
                    )
                    #expect(answer.status == 404, "\(id)\(tail)")
                }
            }
        }
    }
}
