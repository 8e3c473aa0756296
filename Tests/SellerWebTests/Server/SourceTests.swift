import Testing

@testable import SellerWeb

@Suite struct `The source of a connection` {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
        ("::ffff:192.0.2.1", "192.0.2.1", true), ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", false), ("::1", "::ffff:0.0.0.1", false),
    ])
    func `is an address of IPv4, or a /64 of IPv6`(one: String, other: String, isSame: Bool) throws
    {
        let keys = (try #require(SourceKey(one)), try #require(SourceKey(other)))
        #expect((keys.0 == keys.1) == isSame)
    }

    @Test(arguments: ["", "localhost", "192.0.2", "192.0.2.1:80", "[::1]", "/run/socket"])
    func `is nothing else`(text: String) {
        #expect(SourceKey(text) == nil)
    }
}

@Suite struct `Requests in work` {
    @Test func `are bounded in all, and one source leaves a quarter to others`() {
        let figures = ServingFigures()
        let requests = RequestsInWork(limit: 8, figures: figures)
        let greedy = SourceLoad(isTrusted: false)
        let other = SourceLoad(isTrusted: false)
        for _ in 0..<6 { #expect(requests.begin(greedy)) }
        #expect(!requests.begin(greedy))
        #expect(figures.count(of: .requestOfSource) == 1)
        for _ in 0..<2 { #expect(requests.begin(other)) }
        #expect(requests.isFull)
        #expect(!requests.begin(other))
        #expect(figures.count(of: .request) == 1)
        #expect(figures.requestsInWork == 8)
        requests.end(greedy)
        #expect(!requests.isFull)
        #expect(requests.begin(greedy))
    }

    @Test func `of a trusted proxy are as many as of all its clients`() {
        let requests = RequestsInWork(limit: 8, figures: ServingFigures())
        let proxy = SourceLoad(isTrusted: true)
        for _ in 0..<8 { #expect(requests.begin(proxy)) }
        #expect(!requests.begin(proxy))
    }

    @Test func `are none again when they have ended, also behind refused ones`() {
        let figures = ServingFigures()
        let requests = RequestsInWork(limit: 2, figures: figures)
        let source = SourceLoad(isTrusted: false)
        let begun = (0..<5).filter { _ in requests.begin(source) }
        #expect(begun.count == 2)
        for _ in begun { requests.end(source) }
        #expect(figures.requestsInWork == 0)
        #expect(requests.begin(source))
    }
}
