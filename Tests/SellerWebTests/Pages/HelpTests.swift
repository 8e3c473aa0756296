import HTTPTypes
import SellerModel
import Testing

@testable import SellerService
@testable import SellerWeb

@Suite struct `Help` {
    private func page(_ path: String) async throws -> Answered {
        try await WebFixture.offlineAnswer(.get, path)
    }

    @Test(arguments: AttemptState.allCases, [false, true])
    func `SEED-08 · what sign-in waits for has a page of help under the id that it gives`(
        state: AttemptState,
        onceEnrolled: Bool
    ) async throws {
        let view = SignInView(
            attempt: nil,
            device: nil,
            state: state,
            onceEnrolled: onceEnrolled,
            methods: [],
            expiresAt: Timestamp(unixSeconds: 0)
        )
        let page = try await page("/help/\(view.helpTopic)")
        #expect(page.status == 200)
        let topic = try #require(HelpTopic(rawValue: view.helpTopic))
        #expect(page.text.contains("<h1>\(topic.title)</h1>"))
    }

    @Test func `SEED-08 · setting up is told step by step, and the prompt leads there`()
        async throws
    {
        let guide = try await page("/help/enable").text
        #expect(guide.split(separator: "<li>").count > 5)
        let templates = try PageTemplates()
        let prompt = templates.html(EnrollmentScene(fault: nil), form: "f")
        #expect(prompt.contains("href=\"/help/enable\""))
        #expect(prompt.contains("href=\"/help/authenticator-app\""))
    }

    @Test func `SEED-18 · an authenticator app is found in three stores`() async throws {
        let text = try await page("/help/authenticator-app").text
        for store in ["Apple App Store", "Google Play", "Microsoft Store"] {
            #expect(text.contains(">\(store)</a>"), "\(store)")
        }
        #expect(text.split(separator: "href=\"https://").count == 4)
    }

    @Test func `SEED-22 · the refusal of codes by e-mail leads to the reason`() async throws {
        let text = try await page("/help/no-codes-by-mail").text
        #expect(text.contains("can be read from anywhere"))
        let problem = try await page("/problems/email_not_supported").text
        #expect(problem.contains("href=\"/help/no-codes-by-mail\""))
    }

    @Test func `every topic is on the index, and every page leads to it`() async throws {
        let index = try await page("/help").text
        for topic in HelpTopic.allCases {
            #expect(index.contains("href=\"\(topic.path)\""))
            let text = try await page(topic.path).text
            #expect(text.contains("href=\"/help\""))
            for link in links(of: text) {
                #expect(try await page(link).status == 200, "\(link)")
            }
        }
    }

    @Test(arguments: ["/help/other", "/help/", "/help/Enable", "/help/enable/", "/help/enable?a=1"])
    func `another topic is not there`(path: String) async throws {
        #expect([400, 404].contains(try await page(path).status))
    }

    /// The links of a page that stay on this site.
    private func links(of text: String) -> [String] {
        text.split(separator: "href=\"").dropFirst().compactMap { part in
            part.split(separator: "\"").first.map(String.init)
        }.filter { $0.hasPrefix("/") }
    }
}
