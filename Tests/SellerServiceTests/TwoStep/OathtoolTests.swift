import Foundation
import PostgresTesting
import SellerModel
import SellerService
import Testing

@Suite struct `An app that is not ours` {
    @Test func `SEED-15 · SEED-16 · a code of oathtool enrolls and signs in`() async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let attempt = try await fixture.attemptWithTicket(person)
            let pending = try await fixture.service.addFirstMethod(
                attempt,
                kind: "authenticator_app",
                name: "oathtool",
                facts: Fixture.facts
            )
            _ = try await fixture.service.confirmFirstMethod(
                attempt,
                method: pending.id,
                code: try oathtool(pending.secret, at: fixture.clock.now),
                facts: Fixture.facts
            )
            fixture.clock.nextStep()
            let next = try await fixture.attempt(person)
            let signedIn = try await fixture.service.submitCode(
                next,
                method: pending.id,
                code: try oathtool(pending.secret, at: fixture.clock.now),
                facts: Fixture.facts
            )
            #expect(signedIn.session.hasPrefix("sst_"))
            #expect(
                try await fixture.service.session(token: signedIn.session).login == person.login
            )
        }
    }

    private func oathtool(_ secret: String, at moment: Timestamp) throws -> String {
        let output = Pipe()
        var start = ChildProcess.Start(
            "/usr/bin/oathtool",
            ["--totp", "--base32", "--now=@\(moment.unixSeconds)", secret]
        )
        start.output = output.fileHandleForWriting.fileDescriptor
        let process = try ChildProcess(start)
        try output.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        #expect(process.waitUntilExit() == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
            ?? ""
    }
}
