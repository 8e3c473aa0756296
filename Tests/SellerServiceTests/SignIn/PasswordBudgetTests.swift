import Postgres
import SellerModel
import SellerService
import Testing

/// How many passwords may be tried, and by whom.
@Suite struct `Budgets of passwords` {
    @Test func `security 11 · one stranger cannot use up what a login has`() async throws {
        var limits = Limits()
        limits.passwordTriesPerLoginAndSourcePerHour = 3
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let device = try await fixture.knownDevice(of: member)
            let far = RequestFacts(address: "198.51.100.9", userAgent: "x", requestID: "r")
            var codes: [ErrorCode?] = []
            for _ in 0..<4 {
                codes.append(
                    await thrown { () throws(SellerError) in
                        try await fixture.service.startSignIn(
                            email: "ada@example.com",
                            password: "wrong",
                            device: nil,
                            context: .selling,
                            facts: far
                        )
                    }?.code
                )
            }
            #expect(
                codes == [
                    .invalidCredentials, .invalidCredentials, .invalidCredentials, .rateLimited,
                ]
            )
            // From elsewhere a new device is still let in.
            let near = RequestFacts(address: "2001:db8::1", userAgent: "x", requestID: "r")
            let view = try await fixture.service.startSignIn(
                email: "ada@example.com",
                password: Fixture.password,
                device: nil,
                context: .selling,
                facts: near
            )
            #expect(view.state == .codeRequired)
            #expect(try await fixture.start(member.person, device: device).state == .codeRequired)
        }
    }

    @Test func `security 11 · a known device is let in from a network that used up its tries`()
        async throws
    {
        var limits = Limits()
        limits.passwordTriesPerSourcePerMinute = 4
        try await Fixture.with(limits: limits) { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let device = try await fixture.knownDevice(of: member)
            let stranger = await thrown { () throws(SellerError) in
                for _ in 0..<5 { _ = try await fixture.start(member.person) }
            }
            #expect(stranger?.code == .rateLimited)
            #expect(try await fixture.start(member.person, device: device).state == .codeRequired)
        }
    }
}
