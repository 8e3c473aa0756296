import Testing

@testable import SellerCrypto

@Suite struct `One-time passwords` {
    @Test(
        arguments: zip(
            Int64(0)...9,
            [
                "755224", "287082", "359152", "969429", "338314",
                "254676", "287922", "162583", "399871", "520489",
            ]
        )
    )
    func `RFC 4226 · appendix D`(step: Int64, code: String) throws {
        #expect(OneTimePassword.code(secret: try rfcSecret(), step: step) == code)
    }

    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] as [(Int64, String)]
    )
    func `RFC 6238 · SEED-16 · appendix B`(seconds: Int64, code: String) throws {
        let secret = try rfcSecret()
        let step = OneTimePassword.step(at: seconds)
        #expect(OneTimePassword.code(secret: secret, step: step, digits: 8) == code)
        #expect(
            OneTimePassword.matchingStep(secret: secret, code: String(code.suffix(6)), at: seconds)
                == step
        )
    }

    @Test(arguments: [0, 29, 30, 59, 60, -1, -30, -31] as [Int64])
    func `RFC 6238 · a step is 30 seconds, rounded down`(seconds: Int64) {
        let step = OneTimePassword.step(at: seconds)
        #expect(step * 30 <= seconds)
        #expect(seconds < step * 30 + 30)
    }

    @Test(arguments: [-1, 0, 1] as [Int64])
    func `SEED-16 · a code of one step before or after is accepted`(drift: Int64) throws {
        let secret = try rfcSecret()
        let code = OneTimePassword.code(secret: secret, step: 1000 + drift)
        for second in [30_000, 30_029] as [Int64] {
            let step = OneTimePassword.matchingStep(secret: secret, code: code, at: second)
            #expect(step == 1000 + drift)
        }
    }

    @Test(arguments: [-2, 2, -1000, 1000] as [Int64])
    func `SEED-16 · a code of two steps before or after is refused`(drift: Int64) throws {
        let secret = try rfcSecret()
        let code = OneTimePassword.code(secret: secret, step: 1000 + drift)
        for second in [30_000, 30_029] as [Int64] {
            #expect(OneTimePassword.matchingStep(secret: secret, code: code, at: second) == nil)
        }
    }

    @Test func `SEED-16 · of two equal codes the newest step is given`() throws {
        // These two neighbors have one code, found by trying: were the older one given, the code
        // would be good a second time.
        let secret = try rfcSecret()
        let older: Int64 = 1_921_099
        #expect(OneTimePassword.code(secret: secret, step: older) == "547399")
        #expect(OneTimePassword.code(secret: secret, step: older + 1) == "547399")
        let step = OneTimePassword.matchingStep(secret: secret, code: "547399", at: older * 30)
        #expect(step == older + 1)
    }

    @Test(
        arguments: [
            "", "28708", "2870822", " 287082", "287082\n", "+87082", "-87082", "0x1234", "28708a",
            "２８７０８２", "٢٨٧٠٨٢", "28708\u{302}2", "287082\0", "28 082",
            String(repeating: "2", count: 10_000),
        ]
    )
    func `SEED-16 · what is not six ASCII digits is refused`(code: String) throws {
        #expect(OneTimePassword.matchingStep(secret: try rfcSecret(), code: code, at: 30) == nil)
    }

    @Test func `SEED-16 · another secret's code is refused`() throws {
        let other = TwoStepSecret(random: counting)
        let code = OneTimePassword.code(secret: other, step: 1)
        #expect(OneTimePassword.matchingStep(secret: other, code: code, at: 30) == 1)
        #expect(OneTimePassword.matchingStep(secret: try rfcSecret(), code: code, at: 30) == nil)
    }
}
