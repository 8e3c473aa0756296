import Postgres
import Testing

@Suite struct `Rights` {
    @Test func `each role has the rights that are written here, and no other`() async throws {
        try await Store.with { store in
            let given = Set(try await store.owner.all(Catalogue.rights))
            let wanted = Set(Self.written.flatMap(Self.rights))
            #expect(given.subtracting(wanted).sorted() == [], "given, and not written here")
            #expect(wanted.subtracting(given).sorted() == [], "written here, and not given")
        }
    }

    /// `role right` and its things, one right each.
    private static func rights(_ role: String, _ things: String) -> [String] {
        things.split(whereSeparator: \.isWhitespace).map { "\(role) \($0)" }
    }

    private static let written = [
        ("seller_app DELETE", "invitation_grant permission_grant"),
        (
            "seller_app EXECUTE",
            """
            account_access count_in_budgets count_stranger_code decide_many invitation_by_digest
            login_users must_hold people_many refresh_enrolled sessions_many
            """
        ),
        (
            "seller_app INSERT",
            """
            audit_entry budget device finding idempotency_record invitation invitation_grant
            login mailbox_link outbox_message permission_grant seller_account seller_user
            service session sign_in_attempt step_up two_step_method
            """
        ),
        (
            "seller_app SELECT",
            """
            audit_entry budget device finding grant_history idempotency_record invitation
            invitation_grant login login_two_step mailbox_link permission_grant schema_version
            seller_account seller_user service session sign_in_attempt step_up tool tool_action
            tool_section two_step_history two_step_method user_state_history
            """
        ),
        (
            "seller_app UPDATE",
            """
            budget device finding idempotency_record invitation login mailbox_link
            permission_grant seller_account seller_user service session sign_in_attempt step_up
            two_step_method
            """
        ),
        (
            "seller_gate OWN",
            "account_access decide_many invitation_by_digest login_users people_many sessions_many"
        ),
        (
            "seller_gate SELECT",
            """
            invitation login permission_grant seller_account seller_user service session tool
            tool_action
            """
        ),
        ("seller_report EXECUTE", "csv_cell rfc3339"),
        (
            "seller_report SELECT",
            """
            audit_entry credentials_report finding grant_history invitation.accepted_at
            invitation.account_id
            invitation.created_at invitation.email invitation.expires_at
            invitation.invitation_id invitation.invited_by invitation.kind invitation.language
            invitation.made_login_id invitation.name invitation.revoked_at invitation.user_id
            invitation_grant login.created_at login.email login.first_enrolled_at
            login.identity_verified_at login.legal_name login.login_id login.password_changed_at
            login.turned_off_at login_two_step missing_enrollment_report permission_grant
            schema_version seller_account seller_user session.account_id session.created_at session.device_id
            session.end_reason session.ended_at session.expires_at session.idle_seconds
            session.last_seen_at session.login_id session.method_id session.session_id
            shared_login_user tool tool_action tool_section two_step_history two_step_method.activated_at
            two_step_method.created_at two_step_method.ended_at two_step_method.failures
            two_step_method.kind two_step_method.last_used_at two_step_method.login_id
            two_step_method.method_id two_step_method.name two_step_method.paused_until
            two_step_method.pending_until two_step_method.preferred two_step_method.state
            user_state_history
            """
        ),
        (
            "seller_worker DELETE",
            """
            budget device idempotency_record mailbox_link outbox_message sign_in_attempt step_up
            """
        ),
        ("seller_worker INSERT", "grant_history two_step_history user_state_history"),
        (
            "seller_worker OWN",
            """
            note_grant note_new_login note_user_state refresh_enrolled
            """
        ),
        (
            "seller_worker SELECT",
            """
            budget device.created_at device.device_id device.first_seen_at device.login_id
            grant_history idempotency_record login.login_id login_two_step mailbox_link
            outbox_message schema_version seller_account seller_user session.attempt_id
            session.device_id session.login_id sign_in_attempt step_up two_step_history
            two_step_method.ended_at two_step_method.login_id two_step_method.method_id
            two_step_method.pending_attempt two_step_method.pending_until two_step_method.state
            user_state_history
            """
        ),
        (
            "seller_worker UPDATE",
            """
            grant_history login.login_id outbox_message seller_account.state
            seller_user.activated_at seller_user.enrolled seller_user.state seller_user.version
            two_step_history two_step_method.ended_at two_step_method.pending_attempt
            two_step_method.secret_sealed two_step_method.state user_state_history
            """
        ),
    ]
}
