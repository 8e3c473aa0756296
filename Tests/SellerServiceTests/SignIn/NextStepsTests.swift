import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `When no code is taken` {
    @Test func `SEED-51 SEED-52 SEED-54 · the next steps come in the order of the source`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let one = try await fixture.start(member.person)
            #expect(one.nextSteps == ["clear_cache", "check_clock", "recovery"])
            // A second method of the same person, as if it had been added in the settings.
            try await fixture.change(
                """
                INSERT INTO two_step_method
                    (method_id, login_id, kind, state, name, secret_sealed, activated_at)
                SELECT gen_random_uuid(), login_id, kind, state, 'Backup', secret_sealed, now()
                FROM two_step_method
                """
            )
            let two = try await fixture.start(member.person)
            #expect(two.nextSteps == ["clear_cache", "check_clock", "backup_method", "recovery"])
        }
    }

    @Test func `SEED-38 · only the own active methods are offered, and only after the password`()
        async throws
    {
        try await Fixture.with { fixture in
            let ada = try await fixture.addMember("ada@example.com")
            _ = try await fixture.addMember("eve@example.com")
            for state in ["lost", "disabled"] {
                try await fixture.change(
                    """
                    INSERT INTO two_step_method
                        (method_id, login_id, kind, state, name, secret_sealed, activated_at)
                    SELECT gen_random_uuid(), login_id, kind, \(state)::method_state, 'Old',
                        secret_sealed, now()
                    FROM two_step_method
                    WHERE login_id = \(ada.person.login)
                      AND state = 'active'
                    """
                )
            }
            let view = try await fixture.start(ada.person)
            #expect(view.methods.map(\.id) == [ada.app.method])
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.startSignIn(
                    email: ada.person.email,
                    password: "wrong",
                    device: nil,
                    context: .selling,
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .invalidCredentials)
        }
    }
}
