import ArgumentParser
import Foundation
import SellerCrypto
import SellerModel

/// P4's load: whole sign-ins, password and code, each by another enrolled login.
struct SignIns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign in for some seconds; prints sign-ins, seconds, and failures."
    )

    @Option(help: "The server.") var url: String
    @Option(help: "A file of lines `e-mail,secret in base 32,device`.") var logins: String
    @Flag(help: "Sign in with a new device instead.") var strangers = false
    @Option(help: "How many of them to leave out: a code is good once.") var skip = 0
    @Option(help: "How many sign in at a time.") var clients = 8
    @Option(help: "How long.") var seconds = 3.0

    func run() async throws {
        let lines = try String(contentsOfFile: logins, encoding: .utf8)
            .split(separator: "\n").map(String.init)
        guard !lines.isEmpty else { throw ValidationError("\(logins) names nobody.") }
        let client = JSONClient(url: url, connections: clients)
        let clients = clients
        let skip = skip
        let strangers = strangers
        let begin = ContinuousClock.now
        let end = begin + .milliseconds(Int(seconds * 1_000))
        let (done, failed) = await withTaskGroup(of: (Int, Int).self) { group in
            for number in 0..<clients {
                group.addTask {
                    var counts = (0, 0)
                    var index = skip + number
                    while ContinuousClock.now < end {
                        let line = lines[index % lines.count]
                        let isDone = (try? await Self.signIn(line, strangers, client)) ?? false
                        if isDone { counts.0 += 1 } else { counts.1 += 1 }
                        index += clients
                    }
                    return counts
                }
            }
            return await group.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        }
        let time = Output.decimal(begin.duration(to: .now).inSeconds)
        try await client.close()
        Output.line("\(done) \(time) \(failed)")
    }

    /// One sign-in; false where the server refuses any of its steps.
    private static func signIn(
        _ line: String,
        _ isStranger: Bool,
        _ client: JSONClient
    ) async throws -> Bool {
        let parts = line.split(separator: ",").map(String.init)
        guard parts.count == 3, let secret = TwoStepSecret(base32: parts[1]) else { return false }
        let begun = try await client.post(
            "/v1/sign-in",
            [
                "email": .string(parts[0]), "password": .string(Secrets.password),
                "device": isStranger ? .null : .string(parts[2]),
            ]
        )
        guard case .string(let attempt)? = begun.body["attempt"],
            case .array(let methods)? = begun.body["methods"],
            case .string(let method)? = methods.first?["id"]
        else { return false }
        let step = OneTimePassword.step(at: Int64(Date.now.timeIntervalSince1970))
        let ended = try await client.post(
            "/v1/sign-in/code",
            token: attempt,
            [
                "method": .string(method),
                "code": .string(OneTimePassword.code(secret: secret, step: step)),
            ]
        )
        return ended.status == 200
    }
}
