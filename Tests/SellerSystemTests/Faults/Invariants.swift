import Postgres
import Testing

/// What has to hold after every fault, whatever clients were told during it.
struct Invariants: Sendable {
    private let load: Load
    private let fixture: SystemFixture
    private let told: Told

    init(_ load: Load) {
        self.load = load
        fixture = load.place.fixture
        told = load.soFar
    }

    /// Looks at the database and at what clients were told.
    func check() async throws {
        // I1, I9, I11: nobody came through a closed door, nobody saw anything but success, a mistake
        // of their own or 503, and what began came to an end.
        #expect(told.wrongs.isEmpty, "\(told.wrongs.prefix(5))")
        #expect(!told.invited.isEmpty)
        try await eachAccountHasOnePrimary()
        try await invitationsAreWhole()
        try await permissionsAreWhole()
        try await triesAreCounted()
        try await theCodeWorkedOnce()
        try await refusalsAreAudited()
        await whatEndedStaysClosed()
    }

    /// I2.
    private func eachAccountHasOnePrimary() async throws {
        let without: SQL = """
            SELECT count(*)
            FROM seller_account AS a
            WHERE state <> 'opening'
              AND 1 <> (
                  SELECT count(*)
                  FROM seller_user AS u
                  WHERE u.account_id = a.account_id
                    AND u.user_id = a.primary_user_id
                    AND u.state = 'active'
              )
            """
        #expect(try await fixture.count(without) == 0)
    }

    /// I6, I7, I8: each acknowledged invitation is there, and each one that is there is there with its
    /// entry and its mail, once.
    private func invitationsAreWhole() async throws {
        let addresses = told.invited.sorted()
        let present: SQL = "SELECT count(*) FROM invitation WHERE email = ANY(\(addresses))"
        #expect(try await fixture.count(present) == Int64(addresses.count))
        let pattern = "\(load.name)-%-%@example.com"
        let addressesThere: SQL = "SELECT count(*) FROM invitation WHERE email LIKE \(pattern)"
        #expect(try await fixture.count(addressesThere) == Int64(addresses.count))
        let inPieces: SQL = """
            SELECT count(*)
            FROM (
                SELECT string_agg(kind, ' ' ORDER BY kind) AS parts
                FROM (
                    SELECT 'invitation', email FROM invitation
                    UNION ALL
                    SELECT 'mail', recipient FROM outbox_message
                    UNION ALL
                    SELECT 'entry', after ->> 'email'
                    FROM audit_entry
                    WHERE action = 'invitations.create' AND outcome = 'done'
                ) AS part (kind, email)
                WHERE email LIKE \(pattern)
                GROUP BY email
            ) AS address
            WHERE parts <> 'entry invitation mail'
            """
        #expect(try await fixture.count(inPieces) == 0)
    }

    /// I6, I7, I4: as many versions as changes, an entry for each, and the last change holds.
    private func permissionsAreWhole() async throws {
        let user = load.people.changed
        let entries: SQL = """
            SELECT count(*)
            FROM audit_entry
            WHERE action = 'permissions.replace' AND target_id = \(user) AND outcome = 'done'
            """
        #expect(try await fixture.count(entries) == told.version - load.people.version)
        let seen = try await load.place.scene.version(of: user)
        #expect(seen.number == told.version)
        if let mayView = told.mayView { await load.decide(mayView) }
        #expect(load.soFar.wrongs == told.wrongs)
    }

    /// I5.
    private func triesAreCounted() async throws {
        let email = load.people.guessed.email
        let counted: SQL = """
            SELECT failures::bigint
            FROM two_step_method
            JOIN login USING (login_id)
            WHERE email = \(email)
            """
        #expect(told.wrongCodes > 0)
        #expect(try await fixture.count(counted) >= Int64(told.wrongCodes))
    }

    /// I3: two who gave one code opened at most one session, and know of it unless its answer was
    /// lost.
    private func theCodeWorkedOnce() async throws {
        let email = load.people.coder.email
        let sessions: SQL = """
            SELECT count(*)
            FROM session AS s
            JOIN sign_in_attempt AS a USING (attempt_id)
            JOIN login AS l ON l.login_id = s.login_id
            WHERE l.email = \(email) AND a.entry_point <> 'invitation'
            """
        #expect(told.opened <= 1)
        #expect(try await fixture.count(sessions) == 1)
    }

    /// I7: whoever was turned away stands in the trail.
    private func refusalsAreAudited() async throws {
        let email = load.people.stranger.email
        let entries: SQL = """
            SELECT count(*)
            FROM audit_entry
            JOIN login USING (login_id)
            WHERE email = \(email) AND action = 'users.list' AND outcome = 'refused'
            """
        #expect(told.turnedAway > 0)
        #expect(try await fixture.count(entries) >= Int64(told.turnedAway))
    }

    /// I4.
    private func whatEndedStaysClosed() async {
        let answer = await load.ask("GET", "/v1/session", token: load.people.coder.session)
        #expect(answer?.status == 401, "\(answer?.text ?? "no answer")")
    }
}
