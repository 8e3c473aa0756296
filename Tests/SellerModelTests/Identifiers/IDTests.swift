import FoundationEssentials
import SellerModel
import Testing

@Suite struct `Public ids` {
    @Test func `An id comes back from its text, and only for its own kind`() {
        for _ in 0..<1_000 {
            let id = ID<Account>(UUID())
            #expect(ID<Account>(id.text) == id)
            #expect(ID<User>(id.text) == nil)
            #expect(id.text.hasPrefix("acc_") && id.text.utf8.count == 30)
        }
    }

    @Test func `The text of a UUID becomes its id where it stands, and nothing else does`() {
        for _ in 0..<1_000 {
            let id = ID<User>(UUID())
            var row = Array("before \(id.uuid.uuidString.lowercased()),after".utf8)
            ID<User>.replaceUUID(in: &row, at: 7)
            #expect(String(decoding: row, as: UTF8.self) == "before \(id.text),after")
        }
        let others = [
            "", "0197", "0197aa00-0000-7000-8000-00000000000",
            "0197aa00-0000-7000-8000-00000000000g", "0197AA00-0000-7000-8000-000000000000",
            "0197aa00a0000-7000-8000-000000000000", "-197aa00-0000-7000-8000-000000000000",
        ]
        for other in others {
            var row = Array(other.utf8)
            ID<User>.replaceUUID(in: &row, at: 0)
            #expect(row == Array(other.utf8))
        }
    }

    @Test(arguments: [
        "", "acc_", "acc_8zzzzzzzzzzzzzzzzzzzzzzzzz", "acc_0000000000000000000000000",
        "acc_0000000000000000000000000A", "acc_000000000000000000000000000",
        "acc_0000000000000000000000000l", "ACC_00000000000000000000000000",
    ])
    func `Another spelling is no id`(text: String) {
        #expect(ID<Account>(text) == nil)
    }

    @Test func `The ends of the range stand`() {
        #expect(ID<Account>("acc_00000000000000000000000000") != nil)
        #expect(ID<Account>("acc_7zzzzzzzzzzzzzzzzzzzzzzzzz") != nil)
    }

    @Test func `RFC 9562 · a UUID of version 7 says its version and sorts by time`() {
        let early = UUIDv7.make(at: Timestamp(unixSeconds: 1_700_000_000)) { .max }
        let late = UUIDv7.make(at: Timestamp(unixSeconds: 1_700_000_001)) { 0 }
        #expect(early.uuid.6 >> 4 == 7)
        #expect(early.uuid.8 >> 6 == 2)
        #expect(ID<Account>(early).text < ID<Account>(late).text)
    }
}
