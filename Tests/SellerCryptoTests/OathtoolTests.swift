import Foundation
import SellerCrypto
import Testing

/// A second opinion: codes by the OATH Toolkit, which shares nothing with our code.
@Suite struct `Codes of another program` {
    @Test(arguments: [0, 59, 1_111_111_109, 1_764_000_000, 4_102_444_800] as [Int64])
    func `SEED-15 · SEED-16 · 2SV-01 · codes of oathtool are accepted`(seconds: Int64) throws {
        let secret = TwoStepSecret(random: Randomness.bytes)
        let codes = try oathtool(secret: secret, seconds: seconds, count: 20)
        #expect(codes.count == 20)
        let first = OneTimePassword.step(at: seconds)
        for (index, code) in codes.enumerated() {
            let step = first + Int64(index)
            #expect(OneTimePassword.code(secret: secret, step: step) == code)
            #expect(
                OneTimePassword.matchingStep(secret: secret, code: code, at: step * 30) == step
            )
        }
    }

    private func oathtool(
        secret: TwoStepSecret,
        seconds: Int64,
        count: Int
    ) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/oathtool")
        process.arguments = [
            "--totp", "--base32", "--now=@\(seconds)", "--window=\(count - 1)", secret.base32,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
