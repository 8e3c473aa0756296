import SellerModel
import Testing

@Suite struct `A source of tries` {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"), ("::", "0:0:0:0::/64"),
        ("fe80::1%eth0", "fe80:0:0:0::/64"), ("2001:db8:1:2:3:4:5::", "2001:db8:1:2::/64"),
    ])
    func `security 11 · is an IPv4 address, or the /64 of an IPv6 address`(
        address: String,
        source: String
    ) {
        #expect(SourceNetwork(address).text == source)
    }

    @Test func `is one and the same where nobody knows the address`() {
        #expect(SourceNetwork(nil) == SourceNetwork(nil))
    }

    @Test(arguments: [
        "", ":", ":::", "no address", "1:2:3", "::1::2", String(repeating: ":", count: 99),
    ])
    func `is the text itself for what is no address`(address: String) {
        #expect(!SourceNetwork(address).text.contains("\n"))
    }
}
