import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Facts of a caller` {
    @Test func `odd facts of a caller stop nobody`() async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.addLogin("ada@example.com")
            let view = try await fixture.service.startSignIn(
                email: person.email,
                password: Fixture.password,
                device: "dev_x",
                context: .selling,
                facts: RequestFacts(
                    address: "fe80::1%eth0",
                    userAgent: "a\u{0}b" + String(repeating: "é", count: 600),
                    requestID: "r"
                )
            )
            #expect(view.state == .mailboxConfirmationRequired)
            #expect(
                try await fixture.number(
                    """
                    SELECT count(*) FROM sign_in_attempt
                    WHERE address = 'fe80::1' AND length(user_agent) = 511
                    """
                ) == 1
            )
        }
    }
}
