import HTTPTypes
import HummingbirdTesting
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

@Suite struct `Mails and lists of a team over HTTP` {
    @Test func `a mailbox cannot be bombed: resends answer 429 with Retry-After`() async throws {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            _ = try await fixture.bobsInvitation(by: ada, to: account)
            let base = "/v1/accounts/\(account.text)/invitations"
            let list = try await fixture.ask(.get, base, token: ada.session)
            let bob = list.array("items").first { $0["email"] == "bob@lamps.example" }
            let path = "\(base)/\(try #require(bob?["id"]?.text))/resend"
            let first = try await fixture.ask(.post, path, token: ada.session)
            #expect(first.status == 200, "\(first.text)")
            let second = try await fixture.ask(.post, path, token: ada.session)
            #expect(second.status == 429, "\(second.text)")
            #expect(second.code == "rate_limited")
            #expect(second.headers[.retryAfter] == "30")
            let document = OpenAPIDocument.json(origin: WebFixture.origin)
            for path in [
                "/v1/accounts/{account}/invitations",
                "/v1/accounts/{account}/invitations/{invitation}/resend",
            ] {
                let responses = document["paths"]?[path]?["post"]?["responses"]
                #expect(responses?["429"] != nil, "\(path)")
            }
        }
    }

    @Test func `MEM-03 · INV-09 · a bare link tells its holder to sign in, and a stranger nothing`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let missing = try await fixture.ask(
                .post,
                "/v1/invitations/accept",
                ["token": .string(token)]
            )
            #expect(missing.status == 400, "\(missing.text)")
            #expect(missing.array("errors").map { $0["pointer"] } == ["/name"])
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let other = try await fixture.service.createAccount(
                name: "Other",
                primaryEmail: ada.email,
                primaryName: nil
            )
            let bare: JSONValue = ["token": .string(try fixture.token(of: other.link))]
            let known = try await fixture.ask(.post, "/v1/invitations/accept", bare)
            #expect(known.status == 409, "\(known.text)")
            #expect(known.code == "conflict")
            #expect(known.string("next") == "sign_in")
            // Used and made-up links lead nowhere, whoever's address they were for.
            for dead in [token, "ivt_" + String(repeating: "A", count: 43)] {
                let answer = try await fixture.ask(
                    .post,
                    "/v1/invitations/accept",
                    ["token": .string(dead)]
                )
                #expect(answer.status == 404, "\(answer.text)")
                #expect(answer.string("next") == nil)
            }
            let joined = try await fixture.ask(
                .post,
                "/v1/invitations/accept",
                token: ada.session,
                bare
            )
            #expect(joined.status == 200, "\(joined.text)")
            #expect(joined.string("account") == other.account.text)
            #expect(joined.string("account") != account.text)
        }
    }

    @Test func `shared logins come in pages`() async throws {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let path = "/v1/accounts/\(account.text)/shared-logins"
            let users = try await fixture.ask(
                .get,
                "/v1/accounts/\(account.text)/users",
                token: ada.session
            ).array("items").compactMap { $0["id"]?.text }
            let bob = try await fixture.invitedBob(by: ada, to: account)
            for user in users + [bob] {
                let flagged = try await fixture.ask(
                    .post,
                    path,
                    token: ada.session,
                    headers: [.idempotencyKey: user],
                    ["user": .string(user)]
                )
                #expect(flagged.status == 201, "\(flagged.text)")
            }
            let first = try await fixture.ask(.get, "\(path)?limit=1", token: ada.session)
            let cursor = try #require(first.string("next_cursor"))
            let second = try await fixture.ask(
                .get,
                "\(path)?limit=1&cursor=\(cursor)",
                token: ada.session
            )
            let listed = [first, second].map { $0.array("items").map { $0["user"]?.text } }
            #expect(listed.map(\.count) == [1, 1])
            #expect(Set(listed.joined().compactMap(\.self)) == Set(users + [bob]))
            #expect(second.json["next_cursor"] == .null)
            let foreign = try await fixture.ask(
                .get,
                "/v1/accounts/\(account.text)/users?cursor=\(cursor)",
                token: ada.session
            )
            #expect(foreign.code == "invalid_cursor", "\(foreign.text)")
        }
    }
}
