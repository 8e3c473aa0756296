import HTTPTypes
import Postgres
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

@Suite struct `The pages when others know the password` {
    private static let credentials = [
        "email": "ada@lamps.example", "password": WebFixture.password,
    ]

    /// Ada, with the browser that she enrolled in and her app.
    private func enrolled(
        _ fixture: WebFixture
    ) async throws -> (browser: Browser, app: Authenticator) {
        let browser = try await Browser(fixture)
        let token = try await fixture.newAccount().token
        try await browser.open("/accept?token=\(token)")
        try await browser.send(
            "/accept",
            ["name": "Ada Lovelace", "password": WebFixture.password]
        )
        try await browser.send("/sign-in/methods", ["name": "My phone"])
        let key = try #require(browser.text(after: "time-based one:<br>\n<code>", before: "<"))
        let app = try Authenticator(
            base32: String(key.filter { $0 != " " }),
            clock: fixture.clock
        )
        try await browser.send("/sign-in/methods/confirm", ["code": app.nextCode()])
        #expect(browser.path == "/settings/login", "\(browser.page.text)")
        try await browser.send("/sign-out")
        return (browser, app)
    }

    @Test func `security 11 · a new browser is led to the mailbox, the person's own is not`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (own, app) = try await enrolled(fixture)
            let stranger = try await Browser(fixture)
            try await stranger.send("/sign-in", Self.credentials)
            for _ in 1...10 { try await stranger.send("/sign-in/code", ["code": "000000"]) }
            #expect(stranger.page.status == 422)
            // The code page that is still open leads on to the mailbox, whatever is typed into it.
            try await stranger.send("/sign-in/code", ["code": app.nextCode()])
            #expect(stranger.page.text.contains("Send me the link"), "\(stranger.page.text)")
            #expect(stranger.page.text.contains("somebody else may know it"))
            #expect(stranger.cookies["__Host-session"] == nil)

            try await own.send("/sign-in", Self.credentials)
            try await own.send("/sign-in/code", ["code": app.nextCode()])
            #expect(own.path == "/settings/login", "\(own.page.text)")
        }
    }

    @Test func `security 11 · the link and the code let the person in on a new browser`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (_, app) = try await enrolled(fixture)
            let stranger = try await Browser(fixture)
            try await stranger.send("/sign-in", Self.credentials)
            for _ in 1...10 { try await stranger.send("/sign-in/code", ["code": "000000"]) }
            try await fixture.database.run(
                Statement<Void>("UPDATE two_step_method SET strangers_paused_until = NULL")
            )

            let asking = try await Browser(fixture)
            try await asking.send("/sign-in", Self.credentials)
            try await asking.send("/sign-in/mailbox-link")
            let link = try await fixture.mailedToken(to: "ada@lamps.example")
            let behind = try await Browser(fixture)
            try await behind.open("/sign-in/link?token=\(link)")
            try await behind.send("/sign-in/link", Self.credentials)
            #expect(behind.page.text.contains("Six-digit code"), "\(behind.page.text)")
            try await behind.send("/sign-in/code", ["code": app.nextCode()])
            #expect(behind.path == "/settings/login", "\(behind.page.text)")
            // The page that asked for the link gains nothing by it.
            try await asking.open("/sign-in/next")
            #expect(!asking.page.text.contains("Six-digit code"))
        }
    }

    @Test func `security 8 · enrolling as somebody else ends the browser's earlier session`()
        async throws
    {
        try await WebFixture.online { fixture in
            let (browser, app) = try await enrolled(fixture)
            try await browser.send("/sign-in", Self.credentials)
            try await browser.send("/sign-in/code", ["code": app.nextCode()])
            let earlier = try #require(browser.cookies["__Host-session"])
            let second = try await fixture.service.createAccount(
                name: "Chairs Ltd",
                primaryEmail: "eve@chairs.example",
                primaryName: "Eve"
            )
            let attempt = try await fixture.acceptedAttempt(try fixture.token(of: second.link))
            browser.keep("__Host-attempt", attempt)
            try await browser.open("/sign-in/next")
            try await browser.send("/sign-in/methods", ["name": "My phone"])
            let key = try #require(browser.text(after: "time-based one:<br>\n<code>", before: "<"))
            let eve = try Authenticator(
                base32: String(key.filter { $0 != " " }),
                clock: fixture.clock
            )
            try await browser.send("/sign-in/methods/confirm", ["code": eve.nextCode()])
            #expect(browser.path == "/settings/login", "\(browser.page.text)")
            let answer = try await fixture.ask(.get, "/v1/session", token: earlier)
            #expect(answer.status == 401)
        }
    }

    @Test func `security 8 · a new sign-in ends the browser's earlier session`() async throws {
        try await WebFixture.online { fixture in
            let (browser, app) = try await enrolled(fixture)
            try await browser.send("/sign-in", Self.credentials)
            try await browser.send("/sign-in/code", ["code": app.nextCode()])
            let earlier = try #require(browser.cookies["__Host-session"])
            try await browser.open("/sign-in")
            try await browser.send("/sign-in", Self.credentials)
            try await browser.send("/sign-in/code", ["code": app.nextCode()])
            let later = try #require(browser.cookies["__Host-session"])
            #expect(later != earlier)
            for (token, status) in [(earlier, 401), (later, 200)] {
                let answer = try await fixture.ask(.get, "/v1/session", token: token)
                #expect(answer.status == status)
            }
        }
    }
}
