import Postgres
import SellerModel
import SellerService
import SellerStore
import Testing

@Suite struct `What a sign-in leaves behind` {
    @Test func `tokens go a day after their end, with what a session or a method names left`()
        async throws
    {
        try await Fixture.with { fixture in
            let ada = try await fixture.addMember("ada@example.com")
            // Of the enrollment: the attempt that asked for the link, and the one that used it.
            let attempts = try await fixture.number("SELECT count(*) FROM sign_in_attempt")
            #expect(attempts == 2)
            _ = try await fixture.attempt(ada.person)
            let pending = try await fixture.attemptWithTicket(
                try await fixture.addLogin("b@c.example")
            )
            _ = try await fixture.service.addFirstMethod(
                pending,
                kind: "authenticator_app",
                name: nil,
                facts: Fixture.facts
            )
            try await fixture.age(seconds: 86_300)
            await ExpiryWorker(fixture.service).removeExpired()
            #expect(try await fixture.tokens() == [5, 2, 1])
            try await fixture.age(seconds: 200)
            await ExpiryWorker(fixture.service).removeExpired()
            // Ada's session names one attempt, the method that was begun names another.
            #expect(try await fixture.tokens() == [2, 0, 0])
            let sessions = try await fixture.sessions(of: ada.person)
            #expect(sessions == 1)
        }
    }

    @Test func `devices that no session was opened on go a day after they came`() async throws {
        try await Fixture.with { fixture in
            // Of the enrollment: one that asked for the link, and one that a session knows.
            let ada = try await fixture.addMember("ada@example.com")
            _ = try await fixture.attempt(ada.person)
            #expect(try await fixture.number("SELECT count(*) FROM device") == 3)
            try await fixture.ageBegun(seconds: 86_500)
            await ExpiryWorker(fixture.service).removeExpired()
            // Attempts name them still.
            #expect(try await fixture.number("SELECT count(*) FROM device") == 3)
            try await fixture.age(seconds: 86_500)
            await ExpiryWorker(fixture.service).removeExpired()
            #expect(try await fixture.number("SELECT count(*) FROM device") == 1)
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM device WHERE first_seen_at IS NOT NULL"
                ) == 1
            )
        }
    }

    @Test func `a device that came within the day stays`() async throws {
        try await Fixture.with { fixture in
            let ada = try await fixture.addLogin("ada@example.com")
            for (digest, seconds) in [("old", 86_460), ("new", 86_340)] as [(String, Int64)] {
                try await fixture.change(
                    """
                    INSERT INTO device (device_id, login_id, token_digest, created_at)
                    VALUES (
                        gen_random_uuid(), \(ada.login), convert_to(\(digest), 'UTF8'),
                        now() - make_interval(secs => \(seconds))
                    )
                    """
                )
            }
            await ExpiryWorker(fixture.service).removeExpired()
            #expect(try await fixture.number("SELECT count(*) FROM device") == 1)
            let kept = try await fixture.number(
                "SELECT count(*) FROM device WHERE token_digest = 'new'"
            )
            #expect(kept == 1)
        }
    }

    @Test func `a method that nobody confirmed loses its secret, and its attempt goes`()
        async throws
    {
        try await Fixture.with { fixture in
            let pending = try await fixture.attemptWithTicket(
                try await fixture.addLogin("ada@example.com")
            )
            // The first is removed when the second begins; it must not keep the attempt either.
            for _ in 1...2 {
                _ = try await fixture.service.addFirstMethod(
                    pending,
                    kind: "authenticator_app",
                    name: nil,
                    facts: Fixture.facts
                )
            }
            try await fixture.age(seconds: 86_500)
            try await fixture.ageBegun(seconds: 86_300)
            await ExpiryWorker(fixture.service).removeExpired()
            #expect(try await fixture.methods() == [1, 1, 1])
            try await fixture.ageBegun(seconds: 200)
            await ExpiryWorker(fixture.service).removeExpired()
            #expect(try await fixture.methods() == [0, 2, 0])
            #expect(try await fixture.tokens() == [0, 0, 0])
        }
    }

    @Test func `a method in use keeps its secret and its attempt`() async throws {
        try await Fixture.with { fixture in
            let ada = try await fixture.addMember("ada@example.com")
            try await fixture.age(seconds: 86_500)
            try await fixture.ageBegun(seconds: 86_500)
            await ExpiryWorker(fixture.service).removeExpired()
            _ = try await fixture.signIn(ada)
        }
    }
}

extension Fixture {
    /// Lets everything that ends at a time have ended earlier, by so many seconds after now.
    fileprivate func age(seconds: Int64) async throws {
        try await change(
            """
            UPDATE sign_in_attempt
            SET expires_at = least(expires_at, now()) - make_interval(secs => \(seconds))
            """
        )
        try await change(
            """
            UPDATE mailbox_link
            SET expires_at = least(expires_at, now()) - make_interval(secs => \(seconds))
            """
        )
        try await change(
            """
            UPDATE step_up
            SET expires_at = least(expires_at, now()) - make_interval(secs => \(seconds))
            """
        )
    }

    /// The same for methods that wait for their first code, and for devices since they came.
    fileprivate func ageBegun(seconds: Int64) async throws {
        try await change(
            """
            UPDATE two_step_method
            SET pending_until = least(pending_until, now()) - make_interval(secs => \(seconds))
            WHERE pending_until IS NOT NULL
            """
        )
        try await change(
            """
            UPDATE device
            SET created_at = least(created_at, now()) - make_interval(secs => \(seconds))
            """
        )
    }

    /// How many attempts, mailbox links and step-ups there are.
    fileprivate func tokens() async throws -> [Int64] {
        [
            try await number("SELECT count(*) FROM sign_in_attempt"),
            try await number("SELECT count(*) FROM mailbox_link"),
            try await number("SELECT count(*) FROM step_up"),
        ]
    }

    /// How many methods wait, how many are removed, and how many have a secret.
    fileprivate func methods() async throws -> [Int64] {
        [
            try await number("SELECT count(*) FROM two_step_method WHERE state = 'pending'"),
            try await number("SELECT count(*) FROM two_step_method WHERE state = 'removed'"),
            try await number(
                "SELECT count(*) FROM two_step_method WHERE secret_sealed IS NOT NULL"
            ),
        ]
    }
}
