import Postgres
import SellerModel
import SellerService
import SellerStore
import Testing

@Suite struct `The trail and the outbox` {
    @Test func `I7 · every change of a team leaves one entry`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let first = try await team.invite("sam@example.com", by: pat)
            try await team.service.resendInvitation(pat.caller, first.id, facts: Team.facts)
            let view = try await team.service.acceptInvitation(
                try await team.mailedToken(to: "sam@example.com"),
                name: "Sam",
                password: Team.password,
                facts: Team.facts
            )
            #expect(view.state == .enrollmentRequired)
            let second = try await team.invite("tom@example.com", by: pat)
            try await team.service.revokeInvitation(pat.caller, second.id, facts: Team.facts)
            let actions = try await team.service.transaction(account: pat.caller.account) {
                tx throws(SellerError) in
                try await tx.all(
                    Statement<String>(
                        """
                        SELECT action
                        FROM audit_entry
                        WHERE account_id = \(pat.caller.account)
                          AND (action LIKE 'invitation%' OR action LIKE 'account%')
                          AND outcome = 'done'
                        ORDER BY at, audit_id
                        """
                    )
                )
            }
            #expect(
                actions == [
                    "account.create", "invitation.accept", "invitations.create",
                    "invitations.resend", "invitation.accept", "invitations.create",
                    "invitations.revoke",
                ]
            )
        }
    }

    @Test func `Rule 22 · the service can neither change nor remove an entry`() async throws {
        try await Team.run { team in
            let pat = try await team.openAccount()
            for statement in [
                Statement<Void>("UPDATE audit_entry SET outcome = 'refused'"),
                Statement<Void>("DELETE FROM audit_entry"),
                Statement<Void>("SELECT message_id FROM outbox_message"),
            ] {
                let refused = await refusal {
                    try await team.service.transaction(account: pat.caller.account) {
                        tx throws(SellerError) in
                        _ = try await tx.run(statement)
                    }
                }
                #expect(refused?.code == .internal)
                // insufficient_privilege, and nothing else.
                #expect(refused?.detail.contains("42501") == true)
            }
        }
    }

    @Test func `Rule 13 · a mail with a link is sealed, and opens in its own row only`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let token = try await team.invite("sam@example.com", by: pat).token
            try await team.invite("tom@example.com", by: pat)
            let worker = [TransactionSetting("role", "seller_worker")]
            let rows = try await team.pool.transaction(settings: worker) {
                (tx) async throws(PostgresError) in
                try await tx.all(.newestMessages(limit: 50))
            }
            #expect(rows.count >= 3)
            for row in rows {
                let text = String(decoding: row.bodySealed, as: UTF8.self)
                #expect(!text.contains(token))
                #expect(!text.contains("token="))
            }
            let swapped = await refusal {
                try await Self.swapBodies(team)
                _ = try await team.service.messages(limit: 50)
            }
            #expect(swapped?.code == .internal)
        }
    }

    private static func swapBodies(_ team: Team) async throws {
        let worker = [TransactionSetting("role", "seller_worker")]
        _ = try await team.pool.transaction(settings: worker) {
            (tx) async throws(PostgresError) in
            try await tx.run(
                Statement<Void>(
                    """
                    UPDATE outbox_message
                    SET body_sealed = (
                        SELECT o.body_sealed
                        FROM outbox_message AS o
                        WHERE o.recipient = 'tom@example.com'
                    )
                    WHERE recipient = 'sam@example.com'
                    """
                )
            )
        }
    }
}
