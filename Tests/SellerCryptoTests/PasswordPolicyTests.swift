import Testing

@testable import SellerCrypto

@Suite struct `The password policy` {
    private let context = ["maria.lopez@example.com", "Maria López", "Blue Kite Trading"]

    private func refusal(
        _ raw: String,
        policy: PasswordPolicy = PasswordPolicy()
    ) throws -> PasswordRefusal? {
        policy.refusal(of: try password(raw), contextWords: context)
    }

    @Test(
        arguments: [
            "correct horse battery", "kaffee am morgen", "zx9Kq!7pLm2v", "три зелёных кота",
            "plumber-otter", "紫の傘と静かな山の朝の光", String(repeating: "one more word ", count: 18),
        ]
    )
    func `NIST · long passwords are accepted whatever they are made of`(raw: String) throws {
        #expect(try refusal(raw) == nil)
    }

    @Test(arguments: ["x", "zx9Kq!7pLm2", "éééé"])
    func `NIST · fewer than 12 code points are too short`(raw: String) throws {
        #expect(try refusal(raw) == .tooShort(minimum: 12))
    }

    @Test func `NIST · length is counted in code points, not in bytes or graphemes`() throws {
        #expect(try refusal("紫の傘と静かな山の") == .tooShort(minimum: 12))
        #expect(try refusal("👍🏽🐘🎈🪁🧭🦔🌵🪗🧵🪜🛶") == nil)
    }

    @Test func `NIST · no configuration goes below 8 or above 256`() throws {
        let low = PasswordPolicy(minimumLength: 1, maximumLength: 1)
        #expect(low.minimumLength == 8)
        #expect(low.maximumLength == 8)
        let high = PasswordPolicy(minimumLength: 1000, maximumLength: 1000)
        #expect(high.minimumLength == 256)
        #expect(high.maximumLength == 256)
        #expect(try refusal("zx9Kq!7", policy: low) == .tooShort(minimum: 8))
        #expect(try refusal("zx9Kq!7p", policy: low) == nil)
        #expect(try refusal("zx9Kq!7pL", policy: low) == .tooLong(maximum: 8))
    }

    @Test(arguments: ["password1234", "Password1234", "manchesterunited", "1QAZ2WSX3EDC"])
    func `NIST · well-known passwords are refused in any case of letters`(raw: String) throws {
        #expect(try refusal(raw) == .blocklisted)
    }

    @Test func `NIST · the list has what is eight letters and longer`() {
        let list = PackageResources.blocklist_txt.split(separator: UInt8(ascii: "\n"))
        #expect(list.count > 3000)
        #expect(list.allSatisfy { $0.count >= PasswordPolicy.hardFloor })
        #expect(list.allSatisfy { line in line.allSatisfy { (33...126).contains($0) } })
        #expect(!PasswordBlocklist.contains([]))
    }

    @Test(
        arguments: [
            "maria.lopez@example.com", "MariaLopez1985", "lópez-maría-11", "BlueKiteTrading!",
            "SellerAccounts", "seller accounts 24", "example.com-1",
        ]
    )
    func `NIST · words of the context are refused`(raw: String) throws {
        #expect(try refusal(raw) == .contextWord)
    }

    @Test func `NIST · a word of the context in a long passphrase does no harm`() throws {
        #expect(try refusal("maria eats seven plums") == nil)
        #expect(try refusal("the blue elephant sings") == nil)
    }

    @Test(
        arguments: [
            "aaaaaaaaaaaa", "abcdefghijkl", "P@ssw0rd1234", "Welcome12345", "summer2024!!",
            "iloveyou1234", "correcthorse", "121212121212", "charlie19851985",
        ]
    )
    func `NIST · what is guessed soon is refused`(raw: String) throws {
        #expect(try refusal(raw) == .tooWeak)
    }

    @Test func `NIST · empty and odd words of the context change nothing`() throws {
        let policy = PasswordPolicy()
        let good = try password("correct horse battery")
        let odd = [
            "", " ", "a", "co", "\0", "correct\0horse", String(repeating: "w", count: 100_000),
        ]
        #expect(policy.refusal(of: good, contextWords: odd) == nil)
        let many = (0..<10_000).map { "word\($0)" }
        #expect(policy.refusal(of: good, contextWords: many) == nil)
    }
}
