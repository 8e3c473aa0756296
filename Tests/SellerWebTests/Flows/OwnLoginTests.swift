import HTTPTypes
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `The own login over HTTP` {
    @Test func `sessions are listed, ended one by one, and dead afterwards`() async throws {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let attempt = try await fixture.startedAttempt(ada.email)
            let view = try await fixture.ask(.get, "/v1/sign-in", token: attempt)
            #expect(view.json["attempt"] == nil)
            let signedIn = try await fixture.ask(
                .post,
                "/v1/sign-in/code",
                token: attempt,
                ["method": .string(ada.method), "code": .string(ada.app.nextCode())]
            )
            let second = try #require(signedIn.string("session"), "\(signedIn.text)")
            let list = try await fixture.ask(.get, "/v1/sessions", token: second)
            let other = list.array("items").first { $0["current"] == .bool(false) }
            let id = try #require(other?["id"]?.text, "\(list.text)")
            let ended = try await fixture.ask(.delete, "/v1/sessions/\(id)", token: second)
            #expect(ended.status == 204)
            #expect(ended.text.isEmpty)
            #expect(try await fixture.ask(.get, "/v1/session", token: ada.session).status == 401)
            let again = try await fixture.ask(.delete, "/v1/sessions/\(id)", token: second)
            #expect(again.status == 404)
            #expect(try await fixture.ask(.delete, "/v1/session", token: second).status == 204)
            #expect(try await fixture.ask(.get, "/v1/session", token: second).status == 401)
        }
    }

    @Test func `an account is chosen among the own ones only`() async throws {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let path = "/v1/session/account"
            let own: JSONValue = ["account": .string(account.text)]
            let chosen = try await fixture.ask(.put, path, token: ada.session, own)
            #expect(chosen.status == 204, "\(chosen.text)")
            let who = try await fixture.ask(.get, "/v1/session", token: ada.session)
            #expect(who.string("account") == account.text)
            let none: JSONValue = ["account": "acc_00000000000000000000000000"]
            let other = try await fixture.ask(.put, path, token: ada.session, none)
            #expect(other.status == 404)
            let login: JSONValue = ["account": who.json["login"] ?? .null]
            let wrongKind = try await fixture.ask(.put, path, token: ada.session, login)
            #expect(wrongKind.status == 422)
            #expect(wrongKind.array("errors").first?["pointer"] == "/account")
        }
    }

    @Test func `SEED-36 · the own two-step verification says how ready the person is`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let view = try await fixture.ask(.get, "/v1/two-step", token: ada.session)
            #expect(view.string("state") == "enrolled", "\(view.text)")
            #expect(view.array("methods").map { $0["id"] } == [.string(ada.method)])
            #expect(view.json["readiness"]?["independent_methods"] == .integer(1))
            #expect(view.json["readiness"]?["travel_ready"] == .bool(true))
        }
    }

    @Test func `a step-up is for an operation that needs one, and a wrong code leaves it open`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            for name in ["session.view", "nothing"] {
                let refused = try await fixture.ask(
                    .post,
                    "/v1/step-up",
                    token: ada.session,
                    ["operation": .string(name)]
                )
                #expect(refused.status == 422, "\(refused.text)")
            }
            let started = try await fixture.ask(
                .post,
                "/v1/step-up",
                token: ada.session,
                ["operation": "invitations.create", "target": .null]
            )
            let stepUp = try #require(started.string("step_up"), "\(started.text)")
            let path = "/v1/step-up/\(stepUp)/code"
            let wrong = try await fixture.ask(
                .post,
                path,
                token: ada.session,
                ["method": .string(ada.method), "code": "abcdef"]
            )
            #expect(wrong.code == "invalid_code", "\(wrong.text)")
            #expect(wrong.string("instance") == "/v1/step-up/sup_…/code")
            #expect(!wrong.text.contains(stepUp))
            let right = try await fixture.ask(
                .post,
                path,
                token: ada.session,
                ["method": .string(ada.method), "code": .string(ada.app.nextCode())]
            )
            #expect(right.status == 200, "\(right.text)")
        }
    }
}
