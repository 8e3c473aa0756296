import Foundation
import Testing

@testable import SellerCrypto

@Suite struct `The key file` {
    private static let key = Data(counting(32)).base64EncodedString()

    @Test func `Rule 13 · comments and blank lines say nothing`() throws {
        let text = "# made on the first day\n\nk1 \(Self.key)\n\n# the next\nk-2 \(Self.key)\n"
        #expect(try KeyRingFile.parse(Array(text.utf8)).map(\.id) == ["k1", "k-2"])
    }

    @Test(
        arguments: [
            ("", .empty), ("\n\n# nothing\n", .empty),
            ("k1", .malformedLine(1)), ("k1 ", .malformedLine(1)), ("k1 AAAA", .malformedLine(1)),
            ("k1 \(key)\nK2 \(key)", .malformedLine(2)), ("k1  \(key)", .malformedLine(1)),
            ("k1 \(key) ", .malformedLine(1)), ("k1\t\(key)", .malformedLine(1)),
            ("k1 \(key)\r\n", .malformedLine(1)), (" \(key)", .malformedLine(1)),
            ("k1 \(key)\nk1 \(key)\n", .repeatedID("k1")),
            ("k\u{1}1 \(key)", .malformedLine(1)),
            ("\(String(repeating: "k", count: 33)) \(key)", .malformedLine(1)),
        ] as [(String, KeyRingError)]
    )
    func `Rule 13 · a bad line is named`(text: String, error: KeyRingError) {
        #expect(throws: error) { try KeyRing(contents: Array(text.utf8)) }
    }

    @Test(arguments: ["", "K1", "k 1", "k\n1", "é", String(repeating: "k", count: 33)])
    func `Rule 13 · no key is made under a bad id`(id: String) {
        #expect(throws: KeyRingError.invalidID) { try KeyRing.generate(id: id) }
    }

    @Test(arguments: [0o400, 0o600])
    func `Rule 13 · a file for its owner alone is read`(mode: Int) throws {
        let path = try file(KeyRing.generate(id: "k1"), mode: mode)
        defer { remove(path) }
        let ring = try KeyRing(file: path)
        let contents = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(
            try ring.fingerprint([1], purpose: "test")
                == KeyRing(contents: contents).fingerprint([1], purpose: "test")
        )
    }

    @Test(arguments: [0o440, 0o604, 0o644, 0o660, 0o700, 0o777, 0o4600])
    func `Rule 13 · a file for others too is refused`(mode: Int) throws {
        let path = try file(KeyRing.generate(id: "k1"), mode: mode)
        defer { remove(path) }
        #expect(throws: KeyRingError.notPrivate) { try KeyRing(file: path) }
    }

    @Test func `Rule 13 · a missing, large or irregular file is refused`() throws {
        let path = try file([UInt8](repeating: 35, count: 64 * 1024 + 1), mode: 0o600)
        defer { remove(path) }
        #expect(throws: KeyRingError.tooLarge) { try KeyRing(file: path) }
        #expect(throws: KeyRingError.unreadable) { try KeyRing(file: path + ".missing") }
        #expect(throws: KeyRingError.notPrivate) {
            try KeyRing(file: FileManager.default.temporaryDirectory.path)
        }
    }

    private func file(_ contents: [UInt8], mode: Int) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(contents).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        return url.path
    }

    private func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }
}
