import SellerModel
import Testing

@Suite struct `E-mail addresses` {
    @Test(arguments: [" Ann@Example.COM ", "ann@example.com", "\tANN@EXAMPLE.COM"])
    func `SEED-05 · case and surrounding space make no other address`(typed: String) throws {
        #expect(try EmailAddress(parsing: typed).text == "ann@example.com")
    }

    @Test func `SEED-05 · a tag makes another address`() throws {
        let tagged = try EmailAddress(parsing: "ann+shop@example.com")
        #expect(try tagged != EmailAddress(parsing: "ann@example.com"))
    }

    @Test(arguments: ["\u{212A}ate@example.com", "ann@exämple.com", "ann@example.com\u{200B}"])
    func `SEED-05 · outside ASCII is refused as such, the Kelvin sign included`(typed: String) {
        #expect(throws: EmailAddress.Refusal.notASCII) { try EmailAddress(parsing: typed) }
    }

    @Test(arguments: [
        "", "@", "ann", "ann@", "@example.com", "ann@example", "ann@@example.com",
        "ann@exam ple.com", "ann@example.com\r\n", "ann\r\nbcc:x@example.com", "ann@-a.com",
        "ann@a-.com", "ann@a..com", ".ann@a.com", "ann.@a.com", "a..b@a.com", "\u{0}@a.com",
        "\"a b\"@a.com", "ann@example.com,bob@example.com",
    ])
    func `Anything else is malformed`(typed: String) {
        #expect(throws: EmailAddress.Refusal.malformed) { try EmailAddress(parsing: typed) }
    }

    @Test func `Lengths end where RFC 5321 ends them`() throws {
        let domain = "@example.com"
        _ = try EmailAddress(parsing: String(repeating: "a", count: 64) + domain)
        #expect(throws: EmailAddress.Refusal.malformed) {
            try EmailAddress(parsing: String(repeating: "a", count: 65) + domain)
        }
    }

    @Test(arguments: ["", " ", "a\nb", "a\u{202E}b", "a\u{0}", "\u{2028}"])
    func `A name with controls or without letters is none`(name: String) {
        #expect(PersonName(normalized: name) == nil)
    }

    @Test func `A name keeps its letters and loses the space around it`() {
        #expect(PersonName(normalized: "  Zoë O’Neill ")?.text == "Zoë O’Neill")
        #expect(PersonName(normalized: String(repeating: "x", count: 201)) == nil)
    }
}
