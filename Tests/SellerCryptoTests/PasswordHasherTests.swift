import Testing

@testable import SellerCrypto

@Suite struct `Password hashing` {
    /// The least that libsodium takes: these tests are not about the cost.
    private let cheap = PasswordHasher(threads: 2, memoryBytes: 8 * 1024, passes: 1)

    @Test func `OWASP · Argon2id, 19 MiB, two passes, one lane`() async throws {
        let hasher = PasswordHasher()
        let right = try password("correct horse battery")
        let stored = try await hasher.hash(right)
        #expect(stored.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await hasher.verify(right, against: stored))
        #expect(try await !hasher.verify(try password("correct horse batterY"), against: stored))
        #expect(!hasher.needsNewHash(stored))
    }

    @Test func `OWASP · the known answer of the reference implementation is accepted`() async throws
    {
        // Source: phc-winner-argon2, src/test.c, version 0x13, t 2, m 2^16, p 1, "somesalt".
        let stored =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(try await cheap.verify(try password("password"), against: stored))
        #expect(try await !cheap.verify(try password("Password"), against: stored))
        #expect(cheap.needsNewHash(stored))
    }

    @Test func `NIST · one password has another hash each time`() async throws {
        let right = try password("correct horse battery")
        let one = try await cheap.hash(right)
        let other = try await cheap.hash(right)
        #expect(one != other)
        #expect(try await cheap.verify(right, against: one))
        #expect(try await cheap.verify(right, against: other))
    }

    @Test func `NIST · every byte of a long password counts`() async throws {
        let long = String(repeating: "é", count: 255)
        let stored = try await cheap.hash(try password(long + "a"))
        #expect(try await cheap.verify(try password(long + "a"), against: stored))
        #expect(try await !cheap.verify(try password(long + "b"), against: stored))
    }

    @Test func `Rule 15 · a password typed on another keyboard is the same`() async throws {
        let stored = try await cheap.hash(try password("caf\u{E9} am abend"))
        #expect(try await cheap.verify(try password("cafe\u{301} am abend"), against: stored))
    }

    @Test(
        arguments: [
            "", "x", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$AAAA", "$2b$12$abcdefghijklmnop",
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZW\0b2GRPPc",
            String(repeating: "$argon2id$", count: 1000),
        ]
    )
    func `Faults · a stored text that is no hash fails closed`(stored: String) async throws {
        let right = try password("password")
        await #expect(throws: HashingError.failed) {
            try await cheap.verify(right, against: stored)
        }
        #expect(cheap.needsNewHash(stored))
    }

    @Test func `Rule 10 · an unknown login is refused`() async throws {
        #expect(try await !cheap.verify(try password("correct horse battery"), against: nil))
    }

    @Test func `Rule 10 · an unknown login costs a hash of the same parameters`() async throws {
        let argon2 = Argon2(passes: 2, memoryBytes: 19 * 1024 * 1024)
        let unmatchable = argon2.unmatchable()
        #expect(argon2.age(of: unmatchable) == false)
        #expect(argon2.unmatchable() != unmatchable)

        let hasher = PasswordHasher(threads: 1)
        let wrong = try password("wrong horse battery")
        var unknown = Duration.seconds(60)
        // The fastest of several: what else runs on the machine can only add.
        for _ in 0..<7 {
            unknown = min(
                unknown,
                try await ContinuousClock().measure {
                    _ = try await hasher.verify(wrong, against: nil)
                }
            )
        }
        // Filling 19 MiB twice takes tens of milliseconds; a skipped hash takes microseconds.
        #expect(unknown > .milliseconds(3))
    }
}
