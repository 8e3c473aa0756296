import SellerModel
import Testing

@Suite struct `Fields of a body` {
    private func refused(_ body: JSONValue, _ pointer: String) -> Bool {
        do throws(SellerError) {
            let fields = try JSONFields(body, allowed: ["name"])
            _ = try fields.string("name")
            return false
        } catch {
            return error.code == .malformed
                && error.fields.map(\.place) == [.pointer(pointer)]
        }
    }

    @Test func `An unknown, missing, null or mistyped field is named`() {
        #expect(refused(["name": "x", "nam": "y"], "/nam"))
        #expect(refused([:], "/name"))
        #expect(refused(["name": .null], "/name"))
        #expect(refused(["name": .integer(1)], "/name"))
        #expect(refused(["a/b~c": "x"], "/a~1b~0c"))
        #expect(refused(.array([]), ""))
        #expect(!refused(["name": "x"], "/name"))
    }
}
