import HTTPTypes
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `An account over HTTP` {
    @Test func `the account, its catalogue and one user are shown`() async throws {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let base = "/v1/accounts/\(account.text)"
            let view = try await fixture.ask(.get, base, token: ada.session)
            #expect(view.string("name") == "Lamps Ltd", "\(view.text)")
            #expect(view.string("state") == "open")
            let primary = try #require(view.string("primary"))
            let catalogue = try await fixture.ask(
                .get,
                "\(base)/permission-catalogue",
                token: ada.session
            )
            #expect(!catalogue.array("sections").isEmpty)
            let user = try await fixture.ask(.get, "\(base)/users/\(primary)", token: ada.session)
            #expect(user.string("kind") == "primary", "\(user.text)")
            #expect(user.headers[.eTag] != nil)
            let other = "\(base)/users/usr_00000000000000000000000000"
            #expect(try await fixture.ask(.get, other, token: ada.session).status == 404)
        }
    }

    @Test func `SEED-06 SEED-25 · a flagged login names both risks and what to do`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let bob = try await fixture.invitedBob(by: ada, to: account)
            let path = "/v1/accounts/\(account.text)/shared-logins"
            let body: JSONValue = ["user": .string(bob), "note": "Three people use it."]
            let bare = try await fixture.ask(.post, path, token: ada.session, body)
            #expect(bare.array("errors").first?["parameter"] == "Idempotency-Key")
            let key: HTTPFields = [.idempotencyKey: "flag-1"]
            let flagged = try await fixture.ask(.post, path, token: ada.session, headers: key, body)
            #expect(flagged.status == 201, "\(flagged.text)")
            let kinds = flagged.array("risks").compactMap { $0["kind"]?.text }
            #expect(kinds == ["security", "availability"])
            #expect(flagged.string("next") == "invitations.create")
            let again = try await fixture.ask(.post, path, token: ada.session, headers: key, body)
            #expect(again.headers[.idempotencyReplayed] == "true")
            let list = try await fixture.ask(.get, path, token: ada.session)
            #expect(list.array("items").map { $0["id"] } == [flagged.json["id"]])
        }
    }

    @Test func `INV-07 INV-08 · an invitation is sent again and taken back, and its link is void`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let first = try await fixture.bobsInvitation(by: ada, to: account)
            let base = "/v1/accounts/\(account.text)/invitations"
            let list = try await fixture.ask(.get, base, token: ada.session)
            let bob = list.array("items").first { $0["email"] == "bob@lamps.example" }
            let id = try #require(bob?["id"]?.text)
            let resent = try await fixture.ask(.post, "\(base)/\(id)/resend", token: ada.session)
            #expect(resent.status == 200, "\(resent.text)")
            let second = try await fixture.mailedToken(to: "bob@lamps.example")
            #expect(second != first)
            #expect(try await inspected(first, fixture) == 404)
            #expect(try await inspected(second, fixture) == 200)
            let revoked = try await fixture.ask(.delete, "\(base)/\(id)", token: ada.session)
            #expect(revoked.status == 204, "\(revoked.text)")
            #expect(try await inspected(second, fixture) == 404)
        }
    }

    @Test func `lists come in pages, and a cursor is good for its own list only`() async throws {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            _ = try await fixture.invitedBob(by: ada, to: account)
            let users = "/v1/accounts/\(account.text)/users"
            let first = try await fixture.ask(.get, "\(users)?limit=1", token: ada.session)
            let cursor = try #require(first.string("next_cursor"), "\(first.text)")
            let second = try await fixture.ask(
                .get,
                "\(users)?limit=1&cursor=\(cursor)",
                token: ada.session
            )
            #expect(second.array("items").count == 1, "\(second.text)")
            #expect(second.array("items") != first.array("items"))
            #expect(second.json["next_cursor"] == .null)
            let invitations = "/v1/accounts/\(account.text)/invitations"
            let foreign = ["\(users)?state=active&", "\(invitations)?"].map {
                "\($0)cursor=\(cursor)"
            }
            for path in foreign + ["\(users)?cursor=x", "\(users)?cursor="] {
                let answer = try await fixture.ask(.get, path, token: ada.session)
                #expect(answer.code == "invalid_cursor", "\(path): \(answer.text)")
            }
        }
    }

    @Test func `PERM-01 · a user without the level is told what is missing and who gives it`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let invitation = try await fixture.bobsInvitation(by: ada, to: account)
            let bob = try await fixture.join(invitation, name: "Bob", email: "bob@lamps.example")
            let base = "/v1/accounts/\(account.text)"
            #expect(try await fixture.ask(.get, base, token: bob.session).status == 200)
            for tail in ["users", "invitations", "shared-logins", "reports/missing-enrollment"] {
                let answer = try await fixture.ask(.get, "\(base)/\(tail)", token: bob.session)
                #expect(answer.code == "permission_denied", "\(tail): \(answer.text)")
                #expect(answer.string("detail")?.contains("Ada") == true)
            }
        }
    }

    private func inspected(_ token: String, _ fixture: WebFixture) async throws -> Int {
        try await fixture.ask(.post, "/v1/invitations/inspect", ["token": .string(token)]).status
    }
}
