import SellerModel
import Testing

@Suite struct `JSON at the border` {
    private func parse(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8))
    }

    @Test(arguments: [
        #"{"a":[1,-2,3.5,true,false,null,"x"],"b":{}}"#, #""\u00e9\n\"\\""#, "0", "-0.0", "[]",
        #"{"":{"":""}}"#,
    ])
    func `What is written is what was read`(text: String) throws {
        let value = try parse(text)
        #expect(try JSONParser.parse(value.serialized()) == value)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "1e", "tru", "nulll", "\"",
        "\"\n\"", "\"\\x\"", "[1 2]", "{a:1}", "1 1", "'a'", "\u{FEFF}{}", "NaN", "1e999",
        "{\"a\"}",
        "\"\\u12\"",
    ])
    func `What is not JSON is refused`(text: String) {
        #expect(throws: JSONFault.self) { try parse(text) }
    }

    @Test func `A doubled name is refused with its place, also when it is escaped`() {
        #expect(throws: JSONFault.doubled(pointer: "/a/b")) {
            try parse(#"{"a":{"b":1,"\u0062":2}}"#)
        }
    }

    @Test func `Names that only look alike are two names`() throws {
        let value = try parse("{\"e\u{301}\":1,\"\u{e9}\":2}")
        guard case .object(let members) = value else {
            Issue.record("not an object")
            return
        }
        #expect(members.count == 2)
    }

    @Test func `32 levels are read and 33 are not`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try parse(nested(32))
        #expect(throws: JSONFault.tooDeep) { try parse(nested(33)) }
        #expect(throws: JSONFault.tooDeep) { try parse(String(repeating: "[", count: 200_000)) }
    }

    @Test(arguments: [#""\ud800""#, #""\ud800\u0041""#, #""\udc00""#])
    func `Half a surrogate pair is no text`(text: String) {
        #expect(throws: JSONFault.encoding) { try parse(text) }
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    ])
    func `Bytes that are not UTF-8 are refused`(bytes: [Int]) {
        #expect(throws: JSONFault.encoding) {
            try JSONParser.parse(bytes.map { UInt8(truncatingIfNeeded: $0) })
        }
    }

    @Test func `20,000 broken bodies end in an answer and never in a trap`() throws {
        var generator = Seeded(state: 42)
        let seed = Array(
            #"{"email":"a@b.c","grants":[{"tool":"x","n":-1.5e3,"u":"\ud83d\ude00"}]}"#.utf8
        )
        var read = 0
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
            }
            if let value = try? JSONParser.parse(bytes) {
                read += 1
                #expect(try JSONParser.parse(value.serialized()) == value)
            }
        }
        #expect(read > 0 && read < 20_000)
    }
}

/// SplitMix64, so that every run breaks the same bodies. Source: Steele, Lea, Flood 2014.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
