import Testing

@testable import SellerWeb

@Suite struct `Known paths` {
    private let paths = KnownPaths([
        ("/v1/session", "GET"), ("/v1/session", "DELETE"), ("/v1/sessions/{session}", "DELETE"),
        ("/assets/**", "GET"), ("/", "GET"),
    ])

    @Test func `each path has its methods, and what can be read has HEAD`() {
        #expect(paths.match("/v1/session") == ["GET", "HEAD", "DELETE"])
        #expect(paths.match("/v1/sessions/ses_1") == ["DELETE"])
        #expect(paths.match("/assets/a/b.css") == ["GET", "HEAD"])
        #expect(paths.match("/") == ["GET", "HEAD"])
    }

    @Test(arguments: [
        "/v1/session/", "//v1/session", "/v1//session", "/v1/Session", "/v1/%73ession",
        "/v1/sessions/", "/v1/sessions", "/v1", "", "/v1/sess\u{0131}on", "/assets",
    ])
    func `other spellings name nothing`(path: String) {
        #expect(paths.match(path) == nil)
    }
}
