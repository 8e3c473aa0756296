import HTTPTypes
import SellerModel
import SellerService
import Testing

@testable import SellerWeb

@Suite struct `The pages from the invitation to the settings` {
    /// Accepts a new account's first invitation and enrolls, in a browser.
    private func enrolled(
        _ browser: Browser,
        _ fixture: WebFixture
    ) async throws -> Authenticator {
        let token = try await fixture.newAccount().token
        try await browser.open("/accept?token=\(token)")
        #expect(browser.page.text.contains("Lamps Ltd"))
        try await browser.send(
            "/accept",
            ["name": "Ada Lovelace", "password": WebFixture.password]
        )
        #expect(browser.path == "/sign-in/next", "\(browser.page.text)")
        try await browser.send("/sign-in/methods", ["name": "My phone"])
        #expect(browser.page.text.contains("<svg"))
        let key = try #require(browser.text(after: "time-based one:<br>\n<code>", before: "<"))
        let base32 = String(key.filter { $0 != " " })
        let app = try Authenticator(base32: base32, clock: fixture.clock)
        try await browser.send("/sign-in/methods/confirm", ["code": app.nextCode()])
        return app
    }

    @Test func `SEED-01 · accepting, enrolling and signing in again work without script`()
        async throws
    {
        try await WebFixture.online { fixture in
            let browser = try await Browser(fixture)
            let app = try await enrolled(browser, fixture)
            #expect(browser.path == "/settings/login", "\(browser.page.text)")
            #expect(browser.page.text.contains("My phone"))
            #expect(!browser.page.text.contains("<script"))
            #expect(browser.cookies["__Host-session"] != nil)
            #expect(browser.cookies["__Host-attempt"] == nil)

            try await browser.send("/sign-out")
            #expect(browser.cookies["__Host-session"] == nil)
            try await browser.open("/settings/login")
            #expect(browser.path == "/sign-in")

            try await browser.send(
                "/sign-in",
                ["email": "ada@lamps.example", "password": WebFixture.password]
            )
            #expect(browser.cookies["__Host-session"] == nil)
            try await browser.send("/sign-in/code", ["code": "000000"])
            #expect(browser.page.status == 422)
            #expect(browser.page.text.contains("role=\"alert\""))
            try await browser.send("/sign-in/code", ["code": app.nextCode()])
            #expect(browser.path == "/settings/login", "\(browser.page.text)")
        }
    }

    @Test func `SEED-01 · an attempt opens no page that needs a session`() async throws {
        try await WebFixture.online { fixture in
            let browser = try await Browser(fixture)
            let token = try await fixture.newAccount().token
            try await browser.open("/accept?token=\(token)")
            try await browser.send(
                "/accept",
                ["name": "Ada Lovelace", "password": WebFixture.password]
            )
            let attempt = try #require(browser.cookies["__Host-attempt"])
            try await browser.open("/settings/login")
            #expect(browser.path.hasPrefix("/sign-in"))
            let planted = try await fixture.send(
                .get,
                "/settings/login",
                [.cookie: "__Host-session=\(attempt)"],
                nil
            )
            #expect(planted.status == 303)
        }
    }

    @Test func `INV-09 · looking at an invitation uses nothing up, a used one says nothing`()
        async throws
    {
        try await WebFixture.online { fixture in
            let browser = try await Browser(fixture)
            let token = try await fixture.newAccount().token
            for _ in 0..<3 {
                try await browser.open("/accept?token=\(token)")
                #expect(browser.page.status == 200)
            }
            try await browser.send(
                "/accept",
                ["name": "Ada Lovelace", "password": WebFixture.password]
            )
            try await browser.open("/accept?token=\(token)")
            let used = browser.page
            try await browser.open("/accept?token=ivt_unknown")
            #expect(used.status == 404)
            #expect(browser.page.status == 404)
            #expect(!used.text.contains("Lamps Ltd"))
        }
    }

    @Test func `SEED-01 · a password alone enrolls nothing, the link of the mailbox goes on`()
        async throws
    {
        try await WebFixture.online { fixture in
            let first = try await Browser(fixture)
            let token = try await fixture.newAccount().token
            try await first.open("/accept?token=\(token)")
            try await first.send(
                "/accept",
                ["name": "Ada Lovelace", "password": WebFixture.password]
            )

            let credentials = ["email": "ada@lamps.example", "password": WebFixture.password]
            let asking = try await Browser(fixture)
            try await asking.send("/sign-in", credentials)
            #expect(asking.page.text.contains("Confirm your mailbox"))
            try await asking.send("/sign-in/mailbox-link")
            #expect(asking.page.status == 200, "\(asking.page.text)")

            let link = try await fixture.mailedToken(to: "ada@lamps.example")
            let behind = try await Browser(fixture)
            try await behind.open("/sign-in/link?token=\(link)")
            try await behind.send("/sign-in/link", credentials)
            #expect(behind.page.text.contains("Show the QR code"), "\(behind.page.text)")
            // The attempt that asked for the link gains nothing by it.
            try await asking.open("/sign-in/next")
            #expect(!asking.page.text.contains("Show the QR code"))
        }
    }

    @Test func `INV-01 · somebody who is signed in joins a second account by its invitation`()
        async throws
    {
        try await WebFixture.online { fixture in
            let browser = try await Browser(fixture)
            _ = try await enrolled(browser, fixture)
            let second = try await fixture.service.createAccount(
                name: "Chairs Ltd",
                primaryEmail: "ada@lamps.example",
                primaryName: "Ada"
            )
            let token = try fixture.token(of: second.link)
            try await browser.open("/accept?token=\(token)")
            #expect(browser.page.text.contains("Join as ada@lamps.example"))
            try await browser.send("/accept/join")
            #expect(browser.path == "/settings/login", "\(browser.page.text)")
            #expect(browser.page.text.contains("Chairs Ltd"))

            // Without the session the address is told to sign in; only the link's holder hears it.
            let third = try await fixture.service.createAccount(
                name: "Tables Ltd",
                primaryEmail: "ada@lamps.example",
                primaryName: "Ada"
            )
            let stranger = try await Browser(fixture)
            try await stranger.open("/accept?token=\(try fixture.token(of: third.link))")
            try await stranger.send("/accept", ["name": "Ada", "password": WebFixture.password])
            #expect(stranger.page.status == 409, "\(stranger.page.text)")
            #expect(stranger.cookies["__Host-attempt"] == nil)
        }
    }
}
