import Foundation
import Synchronization
import Testing

/// An authenticator app that is not ours: oathtool, which knows only the secret it was shown.
final class Authenticator: Sendable {
    let secret: String
    private let lastStep = Mutex<Int64>(0)

    init(secret: String) {
        self.secret = secret
    }

    /// A code that the server takes now and that was not given out before.
    ///
    /// Codes are good one step early and one late (RFC 6238 §5.2): beginning with the late one gives
    /// three in a row without waiting. A step with less than 20 seconds left is not begun with.
    func nextCode() async throws -> String {
        let now = Int64(Date.now.timeIntervalSince1970)
        let current = now / 30
        let earliest = now % 30 < 10 ? current - 1 : current
        let step = lastStep.withLock { last in
            last = max(last + 1, earliest)
            return last
        }
        try #require(step <= current + 1, "the app has shown all codes of this minute")
        return try await Self.code(secret, step: step)
    }

    /// Six digits that are none of the codes the server would take in the next minutes.
    func wrongCode() async throws -> String {
        let current = Int64(Date.now.timeIntervalSince1970) / 30
        var right: Set<String> = []
        for step in current - 2...current + 8 {
            right.insert(try await Self.code(secret, step: step))
        }
        return (0..<20).lazy.map { "0000\(10 + $0)" }.first { !right.contains($0) } ?? "000009"
    }

    private static func code(_ secret: String, step: Int64) async throws -> String {
        let command = try RunningCommand(
            URL(filePath: "/usr/bin/oathtool"),
            ["--totp", "--base32", "--now=@\(step * 30)", secret],
            settings: [:]
        )
        let done = try await command.finish()
        try #require(done.status == 0, "\(done.complaints)")
        return String(done.output.prefix { $0.isNumber })
    }
}
