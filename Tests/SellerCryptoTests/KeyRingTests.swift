import FoundationEssentials
import Testing

@testable import SellerCrypto

@Suite struct `The key ring` {
    private let row = UUID()
    private let login = UUID()
    private let plain = Array("a secret of the person".utf8)

    private var place: SealedPlace {
        SealedPlace(table: "two_step_method", column: "secret", row: row, login: login)
    }

    private func ring(_ ids: String...) throws -> KeyRing {
        try KeyRing(contents: ids.flatMap { try KeyRing.generate(id: $0) })
    }

    @Test(arguments: [0, 1, 20, 4096])
    func `Rule 13 · what is sealed opens in its place`(count: Int) throws {
        let ring = try ring("k1")
        let sealed = ring.seal(counting(count), for: place)
        #expect(try ring.open(sealed, for: place) == counting(count))
    }

    @Test func `Rule 13 · a copied blob does not open elsewhere`() throws {
        let ring = try ring("k1")
        let sealed = ring.seal(plain, for: place)
        let others = [
            SealedPlace(table: "phone", column: "secret", row: row, login: login),
            SealedPlace(table: "two_step_method", column: "number", row: row, login: login),
            SealedPlace(table: "two_step_method", column: "secret", row: UUID(), login: login),
            SealedPlace(table: "two_step_method", column: "secret", row: row, login: UUID()),
            SealedPlace(table: "two_step_method", column: "secret", row: login, login: row),
            SealedPlace(table: "two_step_methods", column: "ecret", row: row, login: login),
        ]
        for other in others {
            #expect(throws: KeyRingError.notAuthentic) { try ring.open(sealed, for: other) }
        }
    }

    @Test func `Rule 13 · any changed byte is found`() throws {
        let ring = try ring("k1")
        let sealed = ring.seal(plain, for: place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: KeyRingError.self) { try ring.open(changed, for: place) }
        }
    }

    @Test func `Rule 13 · a cut or lengthened value does not open`() throws {
        let ring = try ring("k1")
        let sealed = ring.seal(plain, for: place)
        for count in sealed.indices {
            #expect(throws: KeyRingError.notAuthentic) {
                try ring.open(Array(sealed.prefix(count)), for: place)
            }
        }
        #expect(throws: KeyRingError.notAuthentic) { try ring.open(sealed + [0], for: place) }
    }

    @Test func `Rule 13 · equal values are sealed differently and without their text`() throws {
        let ring = try ring("k1")
        let one = ring.seal(plain, for: place)
        let other = ring.seal(plain, for: place)
        #expect(one != other)
        #expect(!one.indices.contains { one[$0...].starts(with: plain) })
    }

    @Test func `Rule 13 · the last key seals and every key opens`() throws {
        let first = try KeyRing.generate(id: "k1")
        let second = try KeyRing.generate(id: "k2")
        let before = try KeyRing(contents: first)
        let after = try KeyRing(contents: first + second)
        let old = before.seal(plain, for: place)
        let new = after.seal(plain, for: place)
        #expect(try after.open(old, for: place) == plain)
        #expect(try after.open(new, for: place) == plain)
        #expect(try KeyRing(contents: second).open(new, for: place) == plain)
        #expect(throws: KeyRingError.unknownKey("k2")) { try before.open(new, for: place) }
    }

    @Test func `Rule 13 · another key under the same id does not open`() throws {
        let sealed = try ring("k1").seal(plain, for: place)
        let other = try ring("k1")
        #expect(throws: KeyRingError.notAuthentic) { try other.open(sealed, for: place) }
    }

    @Test func `Rule 13 · a fingerprint is equal for equal values of one purpose`() throws {
        let first = try KeyRing.generate(id: "k1")
        let ring = try KeyRing(contents: first)
        let rotated = try KeyRing(contents: first + KeyRing.generate(id: "k2"))
        let number = Array("+442079460000".utf8)
        let fingerprint = ring.fingerprint(number, purpose: "phone")
        #expect(fingerprint.count == 32)
        #expect(fingerprint == ring.fingerprint(number, purpose: "phone"))
        #expect(fingerprint == rotated.fingerprint(number, purpose: "phone"))
        #expect(fingerprint != ring.fingerprint(number, purpose: "device"))
        #expect(fingerprint != ring.fingerprint(number + [0], purpose: "phone"))
        #expect(fingerprint != (try self.ring("k1")).fingerprint(number, purpose: "phone"))
        #expect(fingerprint != Digest.sha256(number))
    }
}
