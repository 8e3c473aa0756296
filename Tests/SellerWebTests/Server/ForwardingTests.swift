import HTTPTypes
import Hummingbird
import Testing

@testable import SellerWeb

@Suite struct `A proxy before the server` {
    private func client(
        _ forwarded: [String],
        from peer: String?,
        trusted: [String] = ["10.0.0.1", "10.0.0.2", "2001:DB8:0::1"]
    ) -> String? {
        var head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")
        for value in forwarded {
            head.headerFields.append(.init(name: .forwardedFor, value: value))
        }
        return Forwarding(trusted: trusted)
            .client(of: Request(head: head, body: .init(buffer: .init())), peer: peer)
    }

    @Test func `security 17 · is believed only where it is configured`() {
        #expect(client(["192.0.2.7"], from: "198.51.100.9") == "198.51.100.9")
        #expect(client(["192.0.2.7"], from: "10.0.0.1", trusted: []) == "10.0.0.1")
        #expect(client(["192.0.2.7"], from: "10.0.0.1") == "192.0.2.7")
        #expect(client(["192.0.2.7"], from: "2001:db8::1") == "192.0.2.7")
        #expect(client(["192.0.2.7"], from: nil) == nil)
    }

    @Test func `security 17 · names the last hop that is not a trusted proxy itself`() {
        #expect(client(["203.0.113.5, 192.0.2.7"], from: "10.0.0.1") == "192.0.2.7")
        #expect(client(["203.0.113.5, 192.0.2.7, 10.0.0.2"], from: "10.0.0.1") == "192.0.2.7")
        #expect(client(["203.0.113.5", "192.0.2.7"], from: "10.0.0.1") == "192.0.2.7")
        #expect(client(["2001:DB8::7"], from: "10.0.0.1") == "2001:db8::7")
    }

    @Test(arguments: ["", "unknown", "192.0.2.7:80", "::::", "localhost", "192.0.2.7,", "1.2.3"])
    func `security 17 · what is no address is nobody's`(value: String) {
        #expect(client([value], from: "10.0.0.1") == "10.0.0.1")
    }
}
