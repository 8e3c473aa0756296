import HTTPTypes
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

@Suite struct `The main job over HTTP` {
    @Test func `SEED-01 SEED-02 · a new primary enrolls before anything else is reached`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (account, token) = try await fixture.newAccount()
            let offer = try await fixture.ask(
                .post,
                "/v1/invitations/inspect",
                ["token": .string(token)]
            )
            #expect(offer.status == 200, "\(offer.text)")
            #expect(offer.string("kind") == "primary")
            let accepted = try await fixture.ask(
                .post,
                "/v1/invitations/accept",
                [
                    "token": .string(token), "name": "Ada Lovelace",
                    "password": .string(WebFixture.password),
                ]
            )
            let attempt = try #require(accepted.string("attempt"), "\(accepted.text)")
            for path in ["/v1/session", "/v1/two-step", "/v1/accounts/\(account.text)/users"] {
                let refused = try await fixture.ask(.get, path, token: attempt)
                #expect(refused.status == 403)
                #expect(refused.code == "enrollment_required")
                #expect(refused.string("next") == "sign_in.add_method")
            }
        }
    }

    @Test func `SEED-07 SEED-21 · e-mail is no method, an app is, and each code counts once`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let who = try await fixture.ask(.get, "/v1/session", token: ada.session)
            #expect(who.string("email") == "ada@lamps.example")
            #expect(who.array("accounts").count == 1)

            let started = try await fixture.ask(
                .post,
                "/v1/sign-in",
                ["email": .string(ada.email), "password": .string(WebFixture.password)]
            )
            #expect(started.string("state") == "code_required", "\(started.text)")
            let attempt = try #require(started.string("attempt"))
            let code = ada.app.nextCode()
            let body: JSONValue = ["method": .string(ada.method), "code": .string(code)]
            let first = try await fixture.ask(.post, "/v1/sign-in/code", token: attempt, body)
            #expect(first.string("state") == "signed_in", "\(first.text)")
            let again = try await fixture.ask(.post, "/v1/sign-in/code", token: attempt, body)
            #expect(again.status == 401)

            let mail = try await fixture.ask(
                .post,
                "/v1/sign-in/methods",
                token: attempt,
                ["kind": "email"]
            )
            #expect(mail.status == 401)
        }
    }

    @Test func `a wrong code is 422 and says how many tries are left`() async throws {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            let ada = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            let started = try await fixture.ask(
                .post,
                "/v1/sign-in",
                ["email": .string(ada.email), "password": .string(WebFixture.password)]
            )
            let attempt = try #require(started.string("attempt"))
            for code in ["00000", "１２３４５６", "+12345", String(repeating: "1", count: 60)] {
                let answer = try await fixture.ask(
                    .post,
                    "/v1/sign-in/code",
                    token: attempt,
                    ["method": .string(ada.method), "code": .string(code)]
                )
                #expect(answer.code == "invalid_code", "\(answer.text)")
                #expect(answer.status == 422)
                #expect(answer.json["attempts_left"] != nil)
            }
        }
    }

    @Test func `unknown logins and wrong passwords are refused alike`() async throws {
        try await WebFixture.online { fixture in
            let (_, token) = try await fixture.newAccount()
            _ = try await fixture.join(token, name: "Ada", email: "ada@lamps.example")
            var answers: [JSONValue] = []
            for email in ["ada@lamps.example", "nobody@lamps.example"] {
                let answer = try await fixture.ask(
                    .post,
                    "/v1/sign-in",
                    ["email": .string(email), "password": "not this one 12"]
                )
                #expect(answer.status == 401)
                guard case .object(let members) = answer.json else { continue }
                answers.append(.object(members.filter { $0.name != "request_id" }))
            }
            #expect(answers.count == 2)
            #expect(answers.first == answers.last)
        }
    }
}
