import Postgres
import SellerCrypto
import SellerModel
import SellerService
import Testing

/// What the gate decides by is read before the password is compared, which takes a while.
@Suite(.serialized) struct `What changes while a password is compared` {
    /// A hash that takes some tenths of a second, so that something can happen meanwhile.
    private static let slow = PasswordHasher(threads: 1, memoryBytes: 64 << 20, passes: 4)

    /// The state of a sign-in during whose comparison something was changed.
    private static func state(
        _ fixture: Fixture,
        _ member: EnrolledLogin,
        device: String? = nil,
        change: () async throws -> Void
    ) async throws -> AttemptState {
        let password = try #require(Password(normalizing: Fixture.password))
        let hash = try await slow.hash(password)
        try await fixture.change(
            "UPDATE login SET password_hash = \(hash) WHERE login_id = \(member.person.login)"
        )
        let before = try await fixture.number("SELECT sum(used) FROM budget")
        async let view = fixture.start(member.person, device: device)
        // Counted and read at once, so that from here on only the comparison is missing.
        while try await fixture.number("SELECT sum(used) FROM budget") == before {}
        try await change()
        try #require(
            try await fixture.number(
                """
                SELECT count(*) FROM login
                WHERE login_id = \(member.person.login) AND password_hash = \(hash)
                """
            ) == 1,
            "the comparison was too quick for this test"
        )
        return try await view.state
    }

    @Test func `security 11 · a password that becomes known to others asks for the mailbox`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let state = try await Self.state(fixture, member) {
                try await fixture.change(
                    """
                    UPDATE login SET password_exposed_at = now()
                    WHERE login_id = \(member.person.login)
                    """
                )
            }
            #expect(state == .mailboxConfirmationRequired)
        }
    }

    @Test func `security 11 · a device that is forgotten is a stranger's`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let device = try await fixture.knownDevice(of: member)
            try await fixture.change(
                """
                UPDATE login SET password_exposed_at = now()
                WHERE login_id = \(member.person.login)
                """
            )
            let state = try await Self.state(fixture, member, device: device) {
                try await fixture.change(
                    """
                    UPDATE device SET first_seen_at = NULL
                    WHERE login_id = \(member.person.login)
                    """
                )
            }
            #expect(state == .mailboxConfirmationRequired)
        }
    }

    @Test func `a password that is changed meanwhile is a wrong one, exposed or not`()
        async throws
    {
        for isExposed in [false, true] {
            try await Fixture.with { fixture in
                let member = try await fixture.addMember("ada@example.com")
                if isExposed {
                    try await fixture.change(
                        """
                        UPDATE login SET password_exposed_at = now()
                        WHERE login_id = \(member.person.login)
                        """
                    )
                }
                let error = await #expect(throws: SellerError.self) {
                    let state = try await Self.state(fixture, member) {
                        try await fixture.change(
                            """
                            UPDATE login SET password_changed_at = now()
                            WHERE login_id = \(member.person.login)
                            """
                        )
                    }
                    Issue.record("an attempt that is \(state)")
                }
                #expect(error?.code == .invalidCredentials)
                #expect(
                    try await fixture.number(
                        "SELECT count(*) FROM sign_in_attempt WHERE ended_at IS NULL"
                    ) == 0
                )
            }
        }
    }

    @Test func `a login that loses its last method is led to recovery`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let state = try await Self.state(fixture, member) {
                try await fixture.change(
                    """
                    UPDATE two_step_method SET state = 'lost', ended_at = now()
                    WHERE login_id = \(member.person.login)
                    """
                )
            }
            #expect(state == .recoveryRequired)
        }
    }
}
