import FoundationEssentials
import HTTPTypes
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `The pages' defenses` {
    @Test(arguments: [
        "/sign-in", "/sign-in/link?token=mbt_x", "/sign-in/next", "/nowhere", "/help",
        "/help/enable", "/reference", "/problems/invalid",
    ])
    func `security 19 · a page forbids script, frames, referrers and caches`(
        path: String
    )
        async throws
    {
        try await WebFixture.offline { fixture in
            let answer = try await fixture.send(.get, path, [:], nil)
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            guard answer.status != 404 else { return }
            let policy = answer.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("-inline"))
            #expect(answer.headers[.referrerPolicy] == "no-referrer")
        }
    }

    @Test func `security 19 · cookies are bound to this host, hidden from script and secure`()
        async throws
    {
        try await WebFixture.offline { fixture in
            let answer = try await fixture.send(.get, "/sign-in", [:], nil)
            let cookies = answer.headers[values: .setCookie]
            #expect(!cookies.isEmpty)
            for cookie in cookies {
                #expect(cookie.hasPrefix("__Host-"))
                for word in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
                    #expect(cookie.contains(word))
                }
                #expect(!cookie.contains("Domain"))
            }
        }
    }

    @Test(arguments: ["cross-site", "same-site", "none"])
    func `security 19 · a form of another site is refused`(site: String) async throws {
        try await WebFixture.offline { fixture in
            let browser = try await Browser(fixture)
            let token = try #require(browser.hidden("form_token"))
            let fields = ["form_token": token, "email": "a@b.example", "password": "x"]
            try await browser.post("/sign-in", fields, from: site)
            #expect(browser.page.status == 403)
        }
    }

    @Test func `security 19 · a form needs the token of this browser and this session`()
        async throws
    {
        try await WebFixture.offline { fixture in
            let browser = try await Browser(fixture)
            let other = try await Browser(fixture)
            let foreign = try #require(other.hidden("form_token"))
            for token in ["", "0", foreign] {
                let fields = ["form_token": token, "email": "a@b.example", "password": "x"]
                try await browser.post("/sign-in", fields)
                #expect(browser.page.status == 403)
            }
            // With the right one it gets as far as the database, which is not there.
            try await browser.open("/sign-in")
            try await browser.send("/sign-in", ["email": "a@b.example", "password": "x"])
            #expect(browser.page.status == 503)
            #expect(browser.page.headers[.retryAfter] == "1")
        }
        #expect(
            FormToken.text(visit: "v", session: "s") != FormToken.text(visit: "v", session: nil)
        )
    }

    @Test(arguments: [
        "__Host-session=a; __Host-session=b", "__Host-session =a", "\t__Host-session=a",
        "__host-session=a", "__Host-session", "__Host-session=a b", "x; \u{a0}__Host-session=a",
    ])
    func `security 18 · a doubled or oddly spelled cookie refuses the request`(cookies: String) {
        #expect(throws: SellerError.self) { _ = try Cookies([cookies]) }
    }

    @Test func `security 18 · foreign cookies are left alone`() throws {
        let cookies = try Cookies(["a=1; __Host-session=sst_x; b=\"2\"; c", "__Host-visit=00"])
        #expect(cookies[.session] == "sst_x")
        #expect(cookies[.visit] == "00")
        #expect(cookies[.attempt] == nil)
    }

    @Test(arguments: ["a=1&a=2", "a[]=1", "b=1", "a", "a=%", "a=%f", "a=%zz", "a=%ff", "a=1&"])
    func `security 18 · forms are flat, known, UTF-8 and name nothing twice`(form: String) {
        // A trailing separator is all that browsers could add; it means nothing.
        if form == "a=1&" {
            #expect((try? FormFields(Array(form.utf8), allowed: ["a"]))?["a"] == "1")
        } else {
            #expect(throws: SellerError.self) {
                _ = try FormFields(Array(form.utf8), allowed: ["a"])
            }
        }
    }

    @Test func `a form's text arrives as it was typed`() throws {
        let form = try FormFields(Array("a=%C3%A4+b%2B%26%3D".utf8), allowed: ["a"])
        #expect(form["a"] == "ä b+&=")
    }

    @Test func `several methods can be chosen from, the preferred one first of all`() throws {
        let methods = [(false, "Old phone"), (true, "My phone"), (false, "Laptop")].map {
            preferred,
            label in
            MethodView(
                id: ID(UUID()),
                kind: .authenticatorApp,
                label: label,
                preferred: preferred,
                state: .active
            )
        }
        let html = try PageTemplates().html(CodeScene(methods, fault: nil), form: "f")
        #expect(html.split(separator: "type=\"radio\"").count == 4)
        #expect(html.split(separator: "checked").count == 2)
        #expect(html.split(separator: "<legend>").count == 2)
        let chosen = try #require(html.split(separator: "checked").last)
        #expect(chosen.prefix(40).contains("My phone"))
        let single = try PageTemplates().html(CodeScene([methods[0]], fault: nil), form: "f")
        #expect(!single.contains("radio"))
        #expect(single.contains(methods[0].id.text))
    }

    @Test(arguments: ["\u{0D4E}<zq\u{0D4E}>", "\"\u{301}<zq\u{301}>", "\u{600}<zq\u{301}>"])
    func `security 19 · markup that shares a grapheme with another scalar is text too`(
        typed: String
    ) throws {
        let scene = SignInScene(email: typed, notice: nil, fault: typed)
        let html = try PageTemplates().html(scene, form: typed)
        // By scalars: by graphemes, Swift would not find them either.
        #expect(!Array(html.utf8).contains(subsequence: Array("<zq".utf8)))
        #expect(!Array(html.utf8).contains(subsequence: Array("\"\u{301}".utf8)))
    }

    @Test func `what people type is shown as text and not as markup`() throws {
        let scene = SignInScene(
            email: "\"><script>alert(1)</script>",
            notice: nil,
            fault: "<b>'&"
        )
        let html = try PageTemplates().html(scene, form: "f")
        #expect(!html.contains("<script>"))
        #expect(html.contains("&quot;&gt;&lt;script&gt;"))
        #expect(html.contains("&lt;b&gt;&#39;&amp;"))
    }
}

@Suite struct `Names of programs` {
    @Test(arguments: [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
            "Chrome on Linux"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0",
            "Edge on Windows"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
            "Safari on iPhone"
        ),
        ("curl/7.88.1", "curl"), ("", "Unknown program"), ("Own tool", "Own tool"),
    ])
    func `sessions are listed by names that a person knows`(text: String, name: String) {
        #expect(ProgramName.words(text) == name)
    }
}

extension Array where Element == UInt8 {
    /// Whether these bytes stand somewhere in the array.
    fileprivate func contains(subsequence wanted: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: wanted) }
    }
}
