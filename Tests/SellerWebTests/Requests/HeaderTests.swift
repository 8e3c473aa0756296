import Testing

@testable import SellerWeb

@Suite struct `Headers of a request` {
    @Test(arguments: [
        [], ["*/*"], ["application/*"], ["application/json"], ["text/html, application/json;q=0.5"],
        ["text/html", "Application/JSON"], ["text/html;q=0, */*;q=0.1"],
    ])
    func `an Accept that includes JSON is content`(values: [String]) {
        #expect(AcceptHeader(values).allows("application/json"))
    }

    @Test(arguments: [
        ["text/html"], ["application/json;q=0"], ["*/*;q=0"], ["application/json; q=0.000, */*"],
        ["application/*;q=0, */*"],
    ])
    func `an Accept that excludes JSON is not`(values: [String]) {
        #expect(!AcceptHeader(values).allows("application/json"))
    }

    @Test func `a version and its entity tag are one`() {
        #expect(ETag.text(3) == "\"v3\"")
        #expect(ETag.version(of: "\"v3\"") == 3)
    }

    @Test(arguments: [
        "v3", "\"3\"", "\"v\"", "\"v-1\"", "W/\"v3\"", "*", "\"v3\", \"v4\"", "",
        "\"v99999999999999999999\"",
    ])
    func `anything but one strong tag of ours is none`(text: String) {
        #expect(ETag.version(of: text) == nil)
    }
}
