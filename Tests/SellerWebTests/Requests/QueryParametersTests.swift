import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `The query of a request` {
    private let names: Set<String> = ["limit", "tool", "dry_run", "state"]

    @Test func `known names are read and percent-decoded`() throws {
        let query = try QueryParameters("tool=user%2Dpermissions&limit=20", allowed: names)
        #expect(query.text("tool") == "user-permissions")
        #expect(try query.limit() == 20)
    }

    @Test(arguments: [
        "other=1", "limit=1&limit=2", "limit", "tool=%zz", "tool=%f", "tool=%", "tool=%ff",
        "Limit=1", "limit%3D1", "%6Cimit=1&limit=1",
    ])
    func `unknown, doubled, empty-handed and ill-encoded parameters are malformed`(
        text: String
    ) {
        let error = #expect(throws: SellerError.self) {
            try QueryParameters(text, allowed: names)
        }
        #expect(error?.code == .malformed)
    }

    @Test(arguments: ["0", "201", "-1", "+5", "٣", "1e1", "99999999999999999999", ""])
    func `a limit is a number from 1 to 200`(text: String) throws {
        let encoded = text.utf8.map { "%" + hexadecimal($0) }.joined()
        let query = try QueryParameters("limit=\(encoded)", allowed: names)
        #expect(throws: SellerError.self) { try query.limit() }
    }

    @Test func `without a limit a page has 50`() throws {
        #expect(try QueryParameters("", allowed: names).limit() == 50)
    }

    @Test func `a flag is true or false and a choice is of its list`() throws {
        let query = try QueryParameters("dry_run=true&state=active", allowed: names)
        #expect(try query.flag("dry_run"))
        #expect(try query.choice("state", UserState.self) == .active)
        let other = try QueryParameters("dry_run=1&state=Active", allowed: names)
        #expect(throws: SellerError.self) { try other.flag("dry_run") }
        #expect(throws: SellerError.self) { try other.choice("state", UserState.self) }
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.utf8.count == 1 ? "0" + text : text
    }
}
